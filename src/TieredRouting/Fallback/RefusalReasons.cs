namespace TieredRouting.Fallback;

/// <summary>Why the door refused a call.</summary>
internal static class RefusalReasons
{
    public const string NotAllowed = "the endpoint is outside the contract's residency or the request's lane";
    public const string Budget = "the money left does not pay for it";
}

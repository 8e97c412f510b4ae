using TieredRouting.Economics;

namespace TieredRouting.Fallback;

/// <summary>Why the door refused a call.</summary>
internal static class RefusalReasons
{
    public const string NotAllowed = "the endpoint is outside the contract's residency or the request's lane";
    public const string NotRedacted = "the contract redacts, and the request holds what cannot be looked into: a picture, a file, or data that is no JSON";
    public const string Barred = "a control keeps every call off the endpoint";
    public const string Budget = "the money left does not pay for it";

    /// <summary>Why an endpoint is not asked just now.</summary>
    public static string Of(EntryRefusal barred) => barred switch
    {
        EntryRefusal.CircuitOpen => "circuit open",
        EntryRefusal.Concurrency => "limit of concurrency",
        EntryRefusal.RequestsPerMinute => "limit of requests per minute",
        _ => "limit of tokens per minute",
    };
}

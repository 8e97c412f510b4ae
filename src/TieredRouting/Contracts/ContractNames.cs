namespace TieredRouting.Contracts;

/// <summary>Contract names that mean something to the router itself.</summary>
internal static class ContractNames
{
    /// <summary>The contract of a request that names none.</summary>
    public const string Default = "default";
}

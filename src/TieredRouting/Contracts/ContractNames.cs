namespace TieredRouting.Contracts;

/// <summary>Contract names that mean something to the router itself.</summary>
internal static class ContractNames
{
    /// <summary>The contract of a request that names none.</summary>
    public const string Default = "default";

    /// <summary>Stands in a request for a contract that is to be chosen.</summary>
    public const string Chosen = "auto";

    public static bool IsReserved(string name) => name.Equals(Chosen, StringComparison.OrdinalIgnoreCase);
}

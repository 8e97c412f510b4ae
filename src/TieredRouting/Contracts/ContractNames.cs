namespace TieredRouting.Contracts;

/// <summary>Contract names: the one that means something to the router itself, and how many are listed where one is not known.</summary>
internal static class ContractNames
{
    /// <summary>The contract of a request that names none.</summary>
    public const string Default = "default";

    private const int MostListed = 20;

    /// <summary>The names in order, for an error: not all of ten thousand.</summary>
    public static string Listed(IEnumerable<string> names)
    {
        var sorted = names.Order(StringComparer.Ordinal).ToList();
        var listed = string.Join(", ", sorted.Take(MostListed));
        return sorted.Count <= MostListed ? listed : $"{listed} and {sorted.Count - MostListed} more";
    }
}

namespace TieredRouting.Evaluation;

/// <summary>Names from a file, each kept once: files may hold any number of them, and of any length, so the ones beyond a bound share a name. Not thread-safe.</summary>
internal sealed class BoundedNames(int most)
{
    /// <summary>Stands for all names beyond the bound.</summary>
    public const string Other = LedgerSnapshot.OtherCohorts;

    private const int Longest = 200;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>The name as it is kept.</summary>
    public string Of(string name)
    {
        if (_names.TryGetValue(name, out var known))
            return known;
        if (_names.Count >= most || name.Length > Longest)
            return Other;
        _names.Add(name);
        return name;
    }
}

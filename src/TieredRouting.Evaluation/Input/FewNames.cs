namespace TieredRouting.Evaluation;

/// <summary>The names that a file has, the first of them, for a message. Not thread-safe.</summary>
internal sealed class FewNames
{
    private const int Most = 20;

    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);

    public void Add(IEnumerable<string?> names)
    {
        if (_names.Count < Most)
            _names.UnionWith(names.OfType<string>());
    }

    public override string ToString() => string.Join(", ", _names.Take(Most));
}

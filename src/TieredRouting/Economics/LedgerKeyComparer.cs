namespace TieredRouting.Economics;

/// <summary>Compares by the very words: the router writes a contract's name always as it was declared.</summary>
internal sealed class LedgerKeyComparer : IEqualityComparer<LedgerKey>
{
    public static LedgerKeyComparer Instance { get; } = new();

    public bool Equals(LedgerKey x, LedgerKey y) =>
        x.Kind == y.Kind && string.Equals(x.Part, y.Part, StringComparison.Ordinal) && string.Equals(x.Name, y.Name, StringComparison.Ordinal);

    // Strings are stirred well already, each time with another seed.
    public int GetHashCode(LedgerKey key) => (key.Name.GetHashCode(StringComparison.Ordinal) * 31) + (key.Part?.GetHashCode(StringComparison.Ordinal) ?? 0) + (int)key.Kind;
}

namespace TieredRouting.Economics;

/// <summary>Compares by the very words: the router writes a contract's name always as it was declared.</summary>
internal sealed class LedgerKeyComparer : IEqualityComparer<LedgerKey>
{
    public static LedgerKeyComparer Instance { get; } = new();

    public bool Equals(LedgerKey x, LedgerKey y) =>
        x.Kind == y.Kind && string.Equals(x.Part, y.Part, StringComparison.Ordinal) && string.Equals(x.Name, y.Name, StringComparison.Ordinal);

    public int GetHashCode(LedgerKey key) => HashCode.Combine(key.Kind, key.Part, key.Name);
}

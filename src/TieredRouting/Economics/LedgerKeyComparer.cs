namespace TieredRouting.Economics;

/// <summary>Contracts go by their names in any case, as everywhere; cohorts, workflows and steps by the very words.</summary>
internal sealed class LedgerKeyComparer : IEqualityComparer<LedgerKey>
{
    public static LedgerKeyComparer Instance { get; } = new();

    public bool Equals(LedgerKey x, LedgerKey y) =>
        x.Kind == y.Kind && string.Equals(x.Part, y.Part, StringComparison.Ordinal) && string.Equals(x.Name, y.Name, StringComparison.OrdinalIgnoreCase);

    public int GetHashCode(LedgerKey key) => HashCode.Combine(key.Kind, key.Part, StringComparer.OrdinalIgnoreCase.GetHashCode(key.Name));
}

namespace TieredRouting.Gates;

/// <summary>Tells most words from those with certain keys by one bit. Immutable.</summary>
internal sealed class WordFilter
{
    private const int Bits = 14;
    private const ulong Factor = 0x9E37_79B9_7F4A_7C15;

    private readonly ulong[] _filter = new ulong[(1 << Bits) / 64];

    public WordFilter(IEnumerable<ulong> keys)
    {
        foreach (var key in keys)
            _filter[Place(key) >> 6] |= 1UL << Place(key);
    }

    /// <summary>Whether a word with this key may be one of them.</summary>
    public bool MayHold(ulong key) => (_filter[Place(key) >> 6] >> Place(key) & 1) != 0;

    private static int Place(ulong key) => (int)(key * Factor >> (64 - Bits));
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TieredRouting.Gates;

/// <summary>Tells most words from those whose keys begin like certain others by one bit. Immutable.</summary>
internal sealed class WordFilter
{
    /// <summary>So many bits for each key let about one other word in so many through.</summary>
    private const int BitsForKey = 64;
    private const int LeastBits = 1 << 10;

    private readonly ulong[] _filter;
    private readonly ulong _mask;
    private readonly int _shift;

    /// <param name="keys">What the keys begin like.</param>
    /// <param name="mask">How much of a key that is.</param>
    public WordFilter(IReadOnlyCollection<ulong> keys, ulong mask)
    {
        _mask = mask;
        var bits = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)Math.Max(LeastBits, keys.Count * BitsForKey)));
        (_filter, _shift) = (new ulong[(1 << bits) / 64], 64 - bits);
        foreach (var key in keys)
            _filter[Place(key) >> 6] |= 1UL << Place(key);
    }

    /// <summary>The first of some words that may be one of them, from a place on; their number where there is none.</summary>
    public int Next(ReadOnlySpan<TextWord> words, int from)
    {
        // A place has no more bits than the filter, and the words are counted: nothing is asked twice for each of them.
        ref var filter = ref MemoryMarshal.GetArrayDataReference(_filter);
        ref var first = ref MemoryMarshal.GetReference(words);
        var (mask, shift) = (_mask, _shift);
        while (from < words.Length)
        {
            var place = (nint)((Unsafe.Add(ref first, from).Key & mask) * WordHash.Factor >> shift);
            if ((Unsafe.Add(ref filter, place >> 6) >> (int)place & 1) != 0)
                break;
            from++;
        }

        return from;
    }

    private int Place(ulong key) => (int)(key * WordHash.Factor >> _shift);
}

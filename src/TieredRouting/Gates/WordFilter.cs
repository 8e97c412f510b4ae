using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TieredRouting.Gates;

/// <summary>Tells most words from those whose keys begin like certain others by one look. Immutable.</summary>
internal sealed class WordFilter
{
    /// <summary>So many places for each key let about one other word in so many through.</summary>
    private const int PlacesForKey = 32;
    private const int LeastPlaces = 1 << 10;

    private readonly bool[] _taken;
    private readonly ulong _mask;
    private readonly int _shift;

    /// <param name="keys">What the keys begin like.</param>
    /// <param name="mask">How much of a key that is.</param>
    public WordFilter(IReadOnlyCollection<ulong> keys, ulong mask)
    {
        _mask = mask;
        var bits = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)Math.Max(LeastPlaces, keys.Count * PlacesForKey)));
        (_taken, _shift) = (new bool[1 << bits], 64 - bits);
        foreach (var key in keys)
            _taken[(int)(key * WordHash.Factor >> _shift)] = true;
    }

    /// <summary>The first of some words that may be one of them, from a place on; their number where there is none.</summary>
    public int Next(ReadOnlySpan<TextWord> words, int from)
    {
        // A hash has no more bits than there are places, and the words are counted: nothing is asked twice for each of them.
        ref var taken = ref MemoryMarshal.GetArrayDataReference(_taken);
        ref var word = ref Unsafe.Add(ref MemoryMarshal.GetReference(words), from);
        var (mask, shift) = (_mask, _shift);
        while (from < words.Length && !Unsafe.Add(ref taken, (nint)((word.Key & mask) * WordHash.Factor >> shift)))
        {
            word = ref Unsafe.Add(ref word, 1);
            from++;
        }

        return from;
    }
}

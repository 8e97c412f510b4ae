using System.Numerics;

namespace TieredRouting.Gates;

/// <summary>A set of words by their <see cref="WordHash"/>, made for a text of a known length and larger where that does not do.</summary>
internal sealed class WordTable
{
    private const int Least = 64;
    private const int MostAtFirst = 1 << 16;

    /// <summary>Words come again, and of four slots three may be taken.</summary>
    private const int UnitsForSlot = 8;

    private ulong[] _slots;
    private int _shift;
    private int _count;

    /// <param name="units">How long the text is.</param>
    public WordTable(int units) => _slots = Slots(Math.Clamp(units / UnitsForSlot, Least, MostAtFirst));

    public bool Contains(ulong hash) => _slots[PlaceOf(hash, _slots, _shift)] != 0;

    /// <summary>Adds words, of which many may be there.</summary>
    public void Add(ReadOnlySpan<ulong> hashes)
    {
        while (_count + hashes.Length > _slots.Length / 4 * 3)
            Grow();
        var (slots, shift, count) = (_slots, _shift, _count);
        foreach (var hash in hashes)
        {
            ref var slot = ref slots[PlaceOf(hash, slots, shift)];
            // Whether a word is there is not to be foreseen: it is written again rather than asked for.
            count += slot == 0 ? 1 : 0;
            slot = hash;
        }

        _count = count;
    }

    /// <summary>Where a word stands, or the free place where it would.</summary>
    private static int PlaceOf(ulong hash, ulong[] slots, int shift)
    {
        var place = (int)(hash * WordHash.Factor >> shift);
        while (!(slots[place] == hash | slots[place] == 0))
            place = place + 1 & slots.Length - 1;
        return place;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = Slots(old.Length * 2);
        foreach (var hash in old)
        {
            if (hash != 0)
                _slots[PlaceOf(hash, _slots, _shift)] = hash;
        }
    }

    private ulong[] Slots(int least)
    {
        var bits = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)least));
        _shift = 64 - bits;
        return new ulong[1 << bits];
    }
}

using System.Numerics;

namespace TieredRouting.Gates;

/// <summary>A set of numbers that are hashes already, made for a text of a known length and larger where that does not do.</summary>
internal sealed class WordTable
{
    private const int Least = 64;
    private const int MostAtFirst = 1 << 16;

    private ulong[] _slots;
    private int _count;

    /// <param name="expected">About how many there will be.</param>
    public WordTable(int expected) => _slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(expected * 2, Least, MostAtFirst))];

    public bool Contains(ulong hash) => _slots[PlaceOf(hash)] != 0;

    public void Add(ulong hash)
    {
        ref var slot = ref _slots[PlaceOf(hash)];
        if (slot != 0)
            return;
        slot = Filled(hash);
        if (++_count * 2 > _slots.Length)
            Grow();
    }

    /// <summary>Where a number stands, or the free place where it would.</summary>
    private int PlaceOf(ulong hash)
    {
        var slots = _slots;
        hash = Filled(hash);
        var place = (int)(hash >> 32) & slots.Length - 1;
        while (slots[place] is var held && held != hash && held != 0)
            place = place + 1 & slots.Length - 1;
        return place;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new ulong[old.Length * 2];
        foreach (var hash in old)
        {
            if (hash != 0)
                _slots[PlaceOf(hash)] = hash;
        }
    }

    /// <summary>Zero stands for nothing.</summary>
    private static ulong Filled(ulong hash) => hash == 0 ? 1 : hash;
}

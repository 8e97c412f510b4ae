using System.Runtime.InteropServices;

namespace TieredRouting.Gates;

/// <summary>A word as a number of 64 bits, the same in capitals and in small letters: two words that share one are rarer than any other mistake of those who ask.</summary>
internal static class WordHash
{
    private const int Piece = 4;
    private const int Bits = 16;
    private const ulong Small = 0x0020_0020_0020_0020;
    private const ulong BeyondAscii = 0xFF80_FF80_FF80_FF80;
    private const ulong Factor = 0x9E37_79B9_7F4A_7C15;

    public static ulong Of(ReadOnlySpan<char> word)
    {
        var (hash, seen) = ((ulong)word.Length, 0UL);
        var left = word;
        for (; left.Length >= Piece; left = left[Piece..])
        {
            var piece = MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(left));
            (hash, seen) = (Mix(hash, piece | Small), seen | piece);
        }

        var rest = 0UL;
        foreach (var unit in left)
            rest = rest << Bits | unit;
        return ((seen | rest) & BeyondAscii) == 0 ? Mix(hash, rest | Small) : OfForeign(word);
    }

    private static ulong OfForeign(ReadOnlySpan<char> word)
    {
        var hash = (ulong)word.Length;
        foreach (var unit in word)
            hash = Mix(hash, char.ToLowerInvariant(unit));
        return hash;
    }

    private static ulong Mix(ulong hash, ulong piece)
    {
        hash = (hash ^ piece) * Factor;
        return hash ^ hash >> 32;
    }
}

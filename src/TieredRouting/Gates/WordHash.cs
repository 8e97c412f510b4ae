using System.Runtime.CompilerServices;
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

    public static ulong Of(ReadOnlySpan<char> word) => Of(word, word.Length);

    /// <summary>The number of the word that a text begins with: what lies behind it may be read, and does not count.</summary>
    public static ulong Of(ReadOnlySpan<char> text, int length)
    {
        var (hash, seen) = ((ulong)length, 0UL);
        if (length <= 2 * Piece && text.Length >= 2 * Piece && BitConverter.IsLittleEndian)
        {
            // Most words are short, and none of these tells them apart by a jump.
            var first = At(text, 0) & MaskOf(Math.Min(length, Piece));
            var second = At(text, Piece) & MaskOf(Math.Max(length - Piece, 0));
            (hash, seen) = (Mix(Mix(hash, first | Small), second | Small), first | second);
        }
        else
        {
            for (var at = 0; at < length || at < 2 * Piece; at += Piece)
            {
                var piece = Pack(text[Math.Min(at, length)..Math.Min(at + Piece, length)]);
                (hash, seen) = (Mix(hash, piece | Small), seen | piece);
            }
        }

        return (seen & BeyondAscii) == 0 ? hash : OfForeign(text[..length]);
    }

    private static ulong OfForeign(ReadOnlySpan<char> word)
    {
        var hash = (ulong)word.Length;
        foreach (var unit in word)
            hash = Mix(hash, char.ToLowerInvariant(unit));
        return hash;
    }

    private static ulong At(ReadOnlySpan<char> text, int at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<char, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at)));

    private static ulong MaskOf(int units) => units == 0 ? 0 : ulong.MaxValue >> (Piece - units) * Bits;

    private static ulong Pack(ReadOnlySpan<char> units)
    {
        var piece = 0UL;
        for (var i = units.Length - 1; i >= 0; i--)
            piece = piece << Bits | units[i];
        return piece;
    }

    private static ulong Mix(ulong hash, ulong piece)
    {
        hash = (hash ^ piece) * Factor;
        return hash ^ hash >> 32;
    }
}

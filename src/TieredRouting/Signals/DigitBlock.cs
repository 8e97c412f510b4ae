using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TieredRouting.Signals;

/// <summary>64 units of a text, or its rest: a bit for each digit from 0 to 9, for each letter of ASCII or unit beyond it, and for each that may be within a number in groups. Where groups begin is then no branch that nobody can foresee.</summary>
internal readonly record struct DigitBlock(ulong Digits, ulong Letters, ulong InNumber)
{
    public const int Size = 64;

    /// <summary>Reads from <paramref name="at"/> on; bits beyond the text's end are zero.</summary>
    public static DigitBlock Read(ReadOnlySpan<char> text, int at)
    {
        if (text.Length < Size)
            return ReadShort(text[at..]);
        // The last block is read from further left and shifted: there is nothing to read beyond the end.
        var start = Math.Min(at, text.Length - Size);
        var block = ReadWhole(ref UnitVectors.Of(text.Slice(start, Size)));
        return new DigitBlock(block.Digits >> (at - start), block.Letters >> (at - start), block.InNumber >> (at - start));
    }

    private static DigitBlock ReadShort(ReadOnlySpan<char> text)
    {
        Span<char> padded = stackalloc char[Size];
        padded.Clear();
        text.CopyTo(padded);
        return ReadWhole(ref UnitVectors.Of(padded));
    }

    private static DigitBlock ReadWhole(ref ushort units)
    {
        var (lower, upper) = (UnitVectors.Narrow(ref units), UnitVectors.Narrow(ref Unsafe.Add(ref units, Vector256<byte>.Count)));
        return new DigitBlock(UnitVectors.Bits(DigitsOf(lower), DigitsOf(upper)), UnitVectors.Bits(LettersOf(lower), LettersOf(upper)), UnitVectors.Bits(InNumberOf(lower), InNumberOf(upper)));
    }

    private static Vector256<byte> DigitsOf(Vector256<byte> units) => UnitVectors.Within(units, '0', '9');

    private static Vector256<byte> LettersOf(Vector256<byte> units) => units | UnitVectors.Within(units | Vector256.Create((byte)0x20), 'a', 'z');

    /// <summary>A space, all from the opening parenthesis to the digits, and what lies beyond ASCII, of which some are spaces and hyphens.</summary>
    private static Vector256<byte> InNumberOf(Vector256<byte> units) => units | UnitVectors.Within(units, '(', '9') | Vector256.Equals(units, Vector256.Create((byte)' '));
}

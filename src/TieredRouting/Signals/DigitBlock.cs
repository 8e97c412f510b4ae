using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
        var block = ReadWhole(ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text.Slice(start, Size))));
        return new DigitBlock(block.Digits >> (at - start), block.Letters >> (at - start), block.InNumber >> (at - start));
    }

    private static DigitBlock ReadShort(ReadOnlySpan<char> text)
    {
        Span<char> padded = stackalloc char[Size];
        padded.Clear();
        text.CopyTo(padded);
        return ReadWhole(ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(padded)));
    }

    private static DigitBlock ReadWhole(ref ushort units)
    {
        var (lower, upper) = (ReadHalf(ref units), ReadHalf(ref Unsafe.Add(ref units, Vector256<byte>.Count)));
        return new DigitBlock(Both(DigitsOf(lower), DigitsOf(upper)), Both(LettersOf(lower), LettersOf(upper)), Both(InNumberOf(lower), InNumberOf(upper)));
    }

    /// <summary>What does not fit into a byte becomes the largest, and so stays beyond ASCII.</summary>
    private static Vector256<byte> ReadHalf(ref ushort units) =>
        Vector256.NarrowWithSaturation(Vector256.LoadUnsafe(ref units), Vector256.LoadUnsafe(ref units, (nuint)Vector256<ushort>.Count));

    private static ulong Both(Vector256<byte> lower, Vector256<byte> upper) =>
        lower.ExtractMostSignificantBits() | (ulong)upper.ExtractMostSignificantBits() << Vector256<byte>.Count;

    private static Vector256<byte> DigitsOf(Vector256<byte> units) => Between(units, '0', '9');

    private static Vector256<byte> LettersOf(Vector256<byte> units) => units | Between(units | Vector256.Create((byte)0x20), 'a', 'z');

    /// <summary>A space, all from the opening parenthesis to the digits, and what lies beyond ASCII, of which some are spaces and hyphens.</summary>
    private static Vector256<byte> InNumberOf(Vector256<byte> units) => units | Between(units, '(', '9') | Vector256.Equals(units, Vector256.Create((byte)' '));

    private static Vector256<byte> Between(Vector256<byte> units, char first, char last) =>
        Vector256.LessThanOrEqual(units - Vector256.Create((byte)first), Vector256.Create((byte)(last - first)));
}

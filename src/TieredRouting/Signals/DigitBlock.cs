using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TieredRouting.Signals;

/// <summary>64 units of a text, or its rest: a bit for each digit from 0 to 9, and for each letter of ASCII or unit beyond it. Where groups begin is then no branch that nobody can foresee.</summary>
internal readonly record struct DigitBlock(ulong Digits, ulong Letters)
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
        return new DigitBlock(block.Digits >> (at - start), block.Letters >> (at - start));
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
        return new DigitBlock(DigitsOf(lower) | DigitsOf(upper) << Vector256<byte>.Count, LettersOf(lower) | LettersOf(upper) << Vector256<byte>.Count);
    }

    /// <summary>What does not fit into a byte becomes the largest, and so stays beyond ASCII.</summary>
    private static Vector256<byte> ReadHalf(ref ushort units) =>
        Vector256.NarrowWithSaturation(Vector256.LoadUnsafe(ref units), Vector256.LoadUnsafe(ref units, (nuint)Vector256<ushort>.Count));

    private static ulong DigitsOf(Vector256<byte> units) =>
        Vector256.LessThan(units - Vector256.Create((byte)'0'), Vector256.Create((byte)10)).ExtractMostSignificantBits();

    private static ulong LettersOf(Vector256<byte> units) =>
        (units | Vector256.LessThan((units | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)26))).ExtractMostSignificantBits();
}

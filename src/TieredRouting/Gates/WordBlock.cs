using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TieredRouting.Gates;

/// <summary>64 units of a plain text, or its rest: where words may begin, and which of them begin and end for sure, since no sign there could join them to what stands beside.</summary>
internal struct WordBlock
{
    public const int Size = 64;

    /// <summary>The last units of a block are there to look ahead, and begin the next.</summary>
    public const int Step = Size - WordKey.Letters;
    private const ulong Whole = (1UL << Step) - 1;

    private ulong _digits;

    /// <summary>The letters of ASCII.</summary>
    public ulong Letters { get; private set; }

    /// <summary>What may join a letter to what stands beside it: an apostrophe, and all beyond ASCII.</summary>
    public ulong Joining { get; private set; }

    /// <summary>Where words may begin: each word's beginning is one of them, and not each of them is one.</summary>
    public ulong Starts { get; private set; }

    /// <summary>Which of them are the beginnings of words of ASCII letters.</summary>
    public ulong Words { get; private set; }

    /// <summary>What comes before the block that begins at a place: behind anything but the text's beginning, what begins there is not sure.</summary>
    public static WordBlock Before(int from) => new() { Joining = from > 0 ? 1UL << (Step - 1) : 0 };

    /// <summary>Reads the block from <paramref name="at"/> on. Bits beyond the text's end are zero.</summary>
    public void Read(ReadOnlySpan<char> text, int at)
    {
        var (letterBefore, digitBefore, joiningBefore) = (Letters >> (Step - 1) & 1, _digits >> (Step - 1) & 1, Joining >> (Step - 1) & 1);
        var others = text.Length - at >= Size ? Read(text[at..]) : ReadShort(text[at..]);
        Joining |= others;
        var letterStarts = Letters & ~(Letters << 1 | letterBefore);
        Starts = (letterStarts | (_digits & ~(_digits << 1 | digitBefore)) | others) & Whole;
        Words = letterStarts & ~(Joining << 1 | joiningBefore) & Whole;
    }

    private ulong ReadShort(ReadOnlySpan<char> text)
    {
        Span<char> padded = stackalloc char[Size];
        padded.Clear();
        text.CopyTo(padded);
        return Read(padded);
    }

    private ulong Read(ReadOnlySpan<char> text)
    {
        ref var units = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        var lower = Narrow(ref units);
        var upper = Narrow(ref Unsafe.Add(ref units, Vector256<byte>.Count));
        Letters = Within(lower | Vector256.Create((byte)0x20), upper | Vector256.Create((byte)0x20), (byte)'a', 25);
        _digits = Within(lower, upper, (byte)'0', 9);
        Joining = Bits(Vector256.Equals(lower, Vector256.Create((byte)'\'')), Vector256.Equals(upper, Vector256.Create((byte)'\'')));
        return Bits(lower, upper);
    }

    /// <summary>What does not fit into a byte becomes the largest, and so stays beyond ASCII.</summary>
    private static Vector256<byte> Narrow(ref ushort units) =>
        Vector256.NarrowWithSaturation(Vector256.LoadUnsafe(ref units), Vector256.LoadUnsafe(ref units, (nuint)Vector256<ushort>.Count));

    private static ulong Within(Vector256<byte> lower, Vector256<byte> upper, byte first, byte span) =>
        Bits(Vector256.LessThanOrEqual(lower - Vector256.Create(first), Vector256.Create(span)), Vector256.LessThanOrEqual(upper - Vector256.Create(first), Vector256.Create(span)));

    private static ulong Bits(Vector256<byte> lower, Vector256<byte> upper) => lower.ExtractMostSignificantBits() | (ulong)upper.ExtractMostSignificantBits() << Vector256<byte>.Count;
}

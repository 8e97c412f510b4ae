using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TieredRouting.Gates;

/// <summary>Walks the places of a plain text where words may begin, many characters at a time: each word's beginning is one of them, and not each of them is one.</summary>
internal ref struct WordStarts
{
    private const int Block = 64;

    /// <summary>The last units of a block are there to look ahead, and begin the next.</summary>
    private const int Step = Block - WordKey.Letters;
    private const ulong Whole = (1UL << Step) - 1;

    private readonly ReadOnlySpan<char> _text;
    private int _block;
    private ulong _starts;
    private ulong _letters;
    private ulong _digits;
    private ulong _others;

    public WordStarts(ReadOnlySpan<char> text, int from)
    {
        _text = text;
        _block = from - Step;
    }

    public int Current { get; private set; }

    /// <summary>The key of the word that begins here.</summary>
    public readonly ulong Key => WordKey.At(_text, Current, Letters);

    /// <summary>Whether a word begins here indeed.</summary>
    public readonly bool BeginsWord => (_text[Current] < 0x80 && (Current == 0 || _text[Current - 1] is ' ' or '\n')) || Words.BeginsAt(_text, Current);

    /// <summary>Where the word that begins here ends.</summary>
    public readonly int EndOfWord
    {
        get
        {
            var end = Current + Letters;
            return end > Current && end < _text.Length && _text[end] is ' ' or ',' or '.' or '\n' ? end : Words.EndOf(_text, Current);
        }
    }

    /// <summary>How many letters of ASCII there are from here on, as far as the block goes.</summary>
    private readonly int Letters => BitOperations.TrailingZeroCount(~(_letters >> (Current - _block)));

    public bool MoveNext()
    {
        while (_starts == 0)
        {
            if (_text.Length - _block <= Step)
                return false;
            ReadBlock();
        }

        Current = _block + BitOperations.TrailingZeroCount(_starts);
        _starts &= _starts - 1;
        return true;
    }

    private void ReadBlock()
    {
        _block += Step;
        var (letterBefore, digitBefore) = (_letters >> (Step - 1) & 1, _digits >> (Step - 1) & 1);
        var rest = _text[_block..];
        if (rest.Length >= Block)
            Read(ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(rest)));
        else
            ReadShort(rest);
        _starts = ((_letters & ~(_letters << 1 | letterBefore)) | (_digits & ~(_digits << 1 | digitBefore)) | _others) & Whole;
    }

    private void ReadShort(ReadOnlySpan<char> text)
    {
        Span<char> padded = stackalloc char[Block];
        padded.Clear();
        text.CopyTo(padded);
        Read(ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(padded)));
    }

    private void Read(ref ushort units)
    {
        var lower = Narrow(ref units);
        var upper = Narrow(ref Unsafe.Add(ref units, Vector256<byte>.Count));
        _letters = Within(lower | Vector256.Create((byte)0x20), upper | Vector256.Create((byte)0x20), (byte)'a', 25);
        _digits = Within(lower, upper, (byte)'0', 9);
        _others = Bits(lower, upper);
    }

    /// <summary>What does not fit into a byte becomes the largest, and so stays beyond ASCII.</summary>
    private static Vector256<byte> Narrow(ref ushort units) =>
        Vector256.NarrowWithSaturation(Vector256.LoadUnsafe(ref units), Vector256.LoadUnsafe(ref units, (nuint)Vector256<ushort>.Count));

    private static ulong Within(Vector256<byte> lower, Vector256<byte> upper, byte first, byte span) =>
        Bits(Vector256.LessThanOrEqual(lower - Vector256.Create(first), Vector256.Create(span)), Vector256.LessThanOrEqual(upper - Vector256.Create(first), Vector256.Create(span)));

    private static ulong Bits(Vector256<byte> lower, Vector256<byte> upper) => lower.ExtractMostSignificantBits() | (ulong)upper.ExtractMostSignificantBits() << Vector256<byte>.Count;
}

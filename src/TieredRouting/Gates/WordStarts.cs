using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TieredRouting.Gates;

/// <summary>Walks the places of a plain text where words may begin, many characters at a time: each word's beginning is one of them, and not each of them is one.</summary>
internal ref struct WordStarts
{
    private const int Block = 16;

    private readonly ReadOnlySpan<char> _text;
    private int _next;
    private int _block;
    private uint _starts;
    private uint _letterBefore;
    private uint _digitBefore;

    public WordStarts(ReadOnlySpan<char> text, int from)
    {
        _text = text;
        _next = from;
    }

    public int Current { get; private set; }

    public bool MoveNext()
    {
        while (_starts == 0)
        {
            if (_next >= _text.Length)
                return false;
            _block = _next;
            _starts = _text.Length - _next >= Block && Vector256.IsHardwareAccelerated ? NextBlock() : NextOne();
        }

        Current = _block + BitOperations.TrailingZeroCount(_starts);
        _starts &= _starts - 1;
        return true;
    }

    private uint NextBlock()
    {
        var units = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(_text)), (nuint)_next);
        var letters = Bits(Vector256.LessThanOrEqual((units | Vector256.Create((ushort)0x20)) - Vector256.Create((ushort)'a'), Vector256.Create((ushort)25)));
        var digits = Bits(Vector256.LessThanOrEqual(units - Vector256.Create((ushort)'0'), Vector256.Create((ushort)9)));
        var others = Bits(Vector256.GreaterThanOrEqual(units, Vector256.Create((ushort)0x80)));
        return Starts(letters, digits, others, Block);
    }

    private uint NextOne()
    {
        var unit = _text[_next];
        return Starts(char.IsAsciiLetter(unit) ? 1u : 0u, char.IsAsciiDigit(unit) ? 1u : 0u, unit >= 0x80 ? 1u : 0u, 1);
    }

    private uint Starts(uint letters, uint digits, uint others, int length)
    {
        var starts = (letters & ~(letters << 1 | _letterBefore)) | (digits & ~(digits << 1 | _digitBefore)) | others;
        (_letterBefore, _digitBefore) = (letters >> (length - 1) & 1, digits >> (length - 1) & 1);
        _next += length;
        return starts;
    }

    private static uint Bits(Vector256<ushort> mask) => Vector256.ExtractMostSignificantBits(mask);
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TieredRouting.Signals;

namespace TieredRouting.Gates;

/// <summary>What 64 units of a plain text are, a bit for each, or its rest: bits beyond the text's end are zero.</summary>
internal struct UnitBits
{
    public const int Count = 64;

    // The units as a key has them.
    private UnitBytes _small;

    /// <summary>The letters of words of several.</summary>
    public ulong Letters { get; private set; }

    /// <summary>The digits of numbers of several.</summary>
    public ulong Digits { get; private set; }

    /// <summary>What is a word of its own.</summary>
    public ulong Alone { get; private set; }

    /// <summary>The capital letters.</summary>
    public ulong Capitals { get; private set; }

    /// <summary>All beyond ASCII.</summary>
    public ulong Beyond { get; private set; }

    /// <summary>The apostrophes.</summary>
    public ulong Apostrophes { get; private set; }

    /// <summary>Points and commas, where there are digits.</summary>
    public ulong Points { get; private set; }

    public void Read(ReadOnlySpan<char> text)
    {
        if (text.Length < Count)
            ReadShort(text);
        else
            ReadAscii(text);
        if (Beyond != 0)
            ReadBeyond(text);
    }

    /// <summary>As many units from a bit on as a <see cref="WordKey"/> has, whether or not they are of one word.</summary>
    public readonly ulong KeyAt(int bit) => _small.EightAt(bit);

    private void ReadShort(ReadOnlySpan<char> text)
    {
        Span<char> padded = stackalloc char[Count];
        padded.Clear();
        text.CopyTo(padded);
        ReadAscii(padded);
    }

    private void ReadAscii(ReadOnlySpan<char> text)
    {
        ref var units = ref UnitVectors.Of(text);
        var (lower, upper) = (UnitVectors.Narrow(ref units), UnitVectors.Narrow(ref Unsafe.Add(ref units, Vector256<byte>.Count)));
        var (small, smallUpper) = (lower | Vector256.Create(WordKey.Small), upper | Vector256.Create(WordKey.Small));
        _small = new UnitBytes(small, smallUpper);
        Letters = Within(small, smallUpper, 'a', 'z');
        Digits = Within(lower, upper, '0', '9');
        Capitals = Within(lower, upper, 'A', 'Z');
        (Beyond, Alone) = (UnitVectors.Bits(lower, upper), 0);
        Apostrophes = Equal(lower, upper, (byte)'\'');
        Points = (Digits | Beyond) == 0 ? 0 : Equal(lower, upper, (byte)'.') | Equal(lower, upper, (byte)',');
    }

    /// <summary>Asks of each unit beyond ASCII what it is.</summary>
    private void ReadBeyond(ReadOnlySpan<char> text)
    {
        for (var rest = Beyond; rest != 0; rest &= rest - 1)
        {
            var (unit, bit) = (text[BitOperations.TrailingZeroCount(rest)], rest & ~(rest - 1));
            var kind = Words.KindOf(unit);
            Letters |= kind == UnitKind.Letter ? bit : 0;
            Digits |= kind == UnitKind.Digit ? bit : 0;
            Alone |= kind == UnitKind.Alone ? bit : 0;
            Capitals |= char.IsUpper(unit) ? bit : 0;
        }

        _small = _small.WithAllBitsBeyond();
    }

    private static ulong Within(Vector256<byte> lower, Vector256<byte> upper, char first, char last) =>
        UnitVectors.Bits(UnitVectors.Within(lower, first, last), UnitVectors.Within(upper, first, last));

    private static ulong Equal(Vector256<byte> lower, Vector256<byte> upper, byte unit) =>
        UnitVectors.Bits(Vector256.Equals(lower, Vector256.Create(unit)), Vector256.Equals(upper, Vector256.Create(unit)));
}

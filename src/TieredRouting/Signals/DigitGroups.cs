using System.Buffers;
using System.Numerics;

namespace TieredRouting.Signals;

/// <summary>Reads the groups of digits of a text, once for all that is found by digits.</summary>
internal ref struct DigitGroups(ReadOnlySpan<char> text)
{
    private const int NoLetter = int.MinValue / 2;

    private static readonly SearchValues<char> NoLetters = SearchValues.Create([.. Enumerable.Range(0, 128).Select(unit => (char)unit).Where(unit => !char.IsAsciiLetter(unit))]);

    private readonly ReadOnlySpan<char> _text = text;
    private DigitBlock _block;
    private DigitBlock _ahead = DigitBlock.Read(text, 0);
    private int _at = -DigitBlock.Size;

    /// <summary>A bit for each digit of the block that was not read yet.</summary>
    private ulong _digits;
    private int _lastLetter = NoLetter;
    private int _end;
    private int _nextLetter;

    /// <summary>Reads the next group.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Next(out DigitGroup group)
    {
        while (_digits == 0)
        {
            if (!ReadBlock())
            {
                group = default;
                return false;
            }
        }

        var first = BitOperations.TrailingZeroCount(_digits);
        var digits = FromFirst(first, _block.Digits, _ahead.Digits);
        var length = BitOperations.TrailingZeroCount(~digits);
        var start = _at + first;
        _end = length < DigitBlock.Size ? start + length : TextBoundary.EndOfDigits(_text, start + DigitBlock.Size);
        group = new DigitGroup(start, _end, LastLetter(_block.Letters & ((1UL << first) - 1)), MostDigits(digits, FromFirst(first, _block.InNumber, _ahead.InNumber)), digits);
        // The carry takes away the lowest bits in a row.
        _digits &= _digits + (1UL << first);
        return true;
    }

    /// <summary>Whether a letter stands within so many units behind the group that was read last.</summary>
    public bool LetterFollowsWithin(int units)
    {
        // The letter that was found for one group is not looked for again for the next.
        if (_nextLetter < _end)
            _nextLetter = TextBoundary.EndOf(_text, _end, NoLetters);
        return _nextLetter < _text.Length && _nextLetter - _end < units;
    }

    private bool ReadBlock()
    {
        if (_text.Length - _at <= DigitBlock.Size)
            return false;
        _lastLetter = LastLetter(_block.Letters);
        _at += DigitBlock.Size;
        _block = _ahead;
        _ahead = _text.Length - _at > DigitBlock.Size ? DigitBlock.Read(_text, _at + DigitBlock.Size) : default;
        _digits = _end <= _at ? _block.Digits : _end - _at < DigitBlock.Size ? _block.Digits & ulong.MaxValue << (_end - _at) : 0;
        return true;
    }

    /// <summary>The bits of 64 units, of which the first ones lie in this block and the others in the next.</summary>
    private static ulong FromFirst(int first, ulong block, ulong ahead) => block >> first | ahead << 1 << (DigitBlock.Size - 1 - first);

    /// <summary>Nothing is known of a number that may go on behind.</summary>
    private static int MostDigits(ulong digits, ulong inNumber)
    {
        var length = BitOperations.TrailingZeroCount(~inNumber);
        return length < DigitBlock.Size ? BitOperations.PopCount(digits & ((1UL << length) - 1)) : int.MaxValue;
    }

    private readonly int LastLetter(ulong letters) => letters == 0 ? _lastLetter : _at + BitOperations.Log2(letters);
}

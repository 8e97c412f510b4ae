using System.Buffers;

namespace TieredRouting.Signals;

/// <summary>Reads the groups of digits of a text, once for all that is found by digits.</summary>
internal ref struct DigitGroups(ReadOnlySpan<char> text)
{
    /// <summary>Groups of one number lie this near; a search is worth its price only beyond.</summary>
    private const int Near = 4;
    private const int NoLetter = int.MinValue / 2;

    private static readonly SearchValues<char> NoLetters = SearchValues.Create([.. Enumerable.Range(0, 128).Select(unit => (char)unit).Where(unit => !char.IsAsciiLetter(unit))]);

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;
    private int _lastLetter = NoLetter;
    private int _ahead;

    /// <summary>Reads the next group.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Next(out DigitGroup group)
    {
        var start = Start();
        if (start == _text.Length)
        {
            group = default;
            return false;
        }

        _at = TextBoundary.EndOfDigits(_text, start);
        group = new DigitGroup(start, _at, _lastLetter);
        return true;
    }

    /// <summary>Whether a letter stands within so many units behind the group that was read last.</summary>
    public bool LetterFollowsWithin(int units)
    {
        var end = Math.Min(_text.Length, _at + units);
        // What was looked through for one group is not looked through again for the next.
        for (_ahead = Math.Max(_ahead, _at); _ahead < end; _ahead++)
        {
            if (IsLetter(_text[_ahead]))
                return true;
        }

        return false;
    }

    private static bool IsLetter(char unit) => char.IsAsciiLetter(unit) || unit > '\u007F';

    private int Start()
    {
        var near = Math.Min(_text.Length, _at + Near);
        var at = _at;
        for (; at < near && !char.IsAsciiDigit(_text[at]); at++)
        {
            if (IsLetter(_text[at]))
                _lastLetter = at;
        }

        return at < near ? at : Far(at);
    }

    private int Far(int from)
    {
        var more = _text[from..].IndexOfAnyInRange('0', '9');
        var gap = more < 0 ? _text[from..] : _text.Slice(from, more);
        if (gap.LastIndexOfAnyExcept(NoLetters) is >= 0 and var letter)
            _lastLetter = from + letter;
        return from + gap.Length;
    }
}

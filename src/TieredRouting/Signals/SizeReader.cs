namespace TieredRouting.Signals;

/// <summary>
/// Reads how far a text reaches, from its numbers: "4,000 customers", "12k records", "$2.5m". A size counts where something that writes is at hand, or where its sentence asks for
/// something to be sent, changed or paid. Time is linear in the text's length.
/// </summary>
internal ref struct SizeReader(ReadOnlySpan<char> text, bool counts)
{
    private const int LongestWord = 16;

    /// <summary>How many words may stand between a number and what it counts: "4,000 of our customers".</summary>
    private const int WordsBetween = 3;

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;
    private int _sentenceEnd = -1;
    private bool _asks;

    /// <summary>Reads on to the next size that counts.</summary>
    public bool Next(out StatedSize size)
    {
        while (_at < _text.Length)
        {
            var more = _text[_at..].IndexOfAnyInRange('0', '9');
            if (more < 0)
                break;
            var start = _at + more;
            var number = SizeNumber.Read(_text, start, out var end);
            _at = end;
            if (!IsWithinWord(start) && Sized(start, end, number) is { } sized && Counts(start))
            {
                size = sized;
                return true;
            }
        }

        size = default;
        return false;
    }

    private readonly bool IsWithinWord(int start) => start > 0 && (char.IsAsciiLetterOrDigit(_text[start - 1]) || _text[start - 1] is '_' or '#') && !HasCodeBefore(start);

    private readonly StatedSize? Sized(int start, int end, decimal number)
    {
        var at = end;
        Span<char> small = stackalloc char[LongestWord];
        var word = Word(ref at, small, WordsBetween);
        if (SizeWords.ScaleOf(word) is var scale and > 1)
            (number, end) = (number > decimal.MaxValue / scale ? decimal.MaxValue : number * scale, at);
        if (end < _text.Length && _text[end] == '%')
            return null;
        if (SignBefore(start) is var money and >= 0)
            return new StatedSize(BlastRadiusParts.Amount, number, money, end - money);
        return SignBehind(end) is var behind and >= 0
            ? new StatedSize(BlastRadiusParts.Amount, number, start, behind + 1 - start)
            : Counted(start, end, number);
    }

    private readonly int SignBehind(int end)
    {
        if (end < _text.Length && TextBoundary.IsSpace(_text[end]))
            end++;
        return end < _text.Length && SizeWords.Signs.Contains(_text[end]) ? end : -1;
    }

    /// <summary>What the next words say is counted.</summary>
    private readonly StatedSize? Counted(int start, int end, decimal number)
    {
        Span<char> small = stackalloc char[LongestWord];
        var at = end;
        for (var words = 0; words <= WordsBetween; words++)
        {
            var word = Word(ref at, small, most: 2);
            if (word.IsEmpty || word is "on" or "in" or "to" or "for" or "at" or "by" or "from" or "with" or "is" or "are")
                return null;
            if (SizeWords.PartOf(word) is { } part && (part != BlastRadiusParts.Amount || words == 0))
                return new StatedSize(part, number, start, at - start);
        }

        return null;
    }

    /// <summary>The next word in small letters, with no more than spaces or hyphens in front; none where something else stands there.</summary>
    private readonly ReadOnlySpan<char> Word(ref int at, Span<char> small, int most)
    {
        var from = at;
        while (from < _text.Length && from - at < most && (TextBoundary.IsSpace(_text[from]) || _text[from] is '-' or '\n' or '€' or '$' or '£'))
            from++;
        var length = 0;
        while (from < _text.Length && char.IsAsciiLetter(_text[from]))
        {
            if (length == LongestWord)
                return [];
            small[length++] = (char)(_text[from++] | 0x20);
        }

        at = length == 0 ? at : from;
        return small[..length];
    }

    /// <summary>Where a sign or a code of a currency right before the number begins; -1 where there is none.</summary>
    private readonly int SignBefore(int start)
    {
        var before = start - 1;
        if (before >= 0 && TextBoundary.IsSpace(_text[before]))
            before--;
        if (before >= 0 && SizeWords.Signs.Contains(_text[before]))
            return before;
        return before >= 2 && before >= start - 2 && IsCode(before - 2) ? before - 2 : -1;
    }

    private readonly bool HasCodeBefore(int start) => start >= 3 && IsCode(start - 3);

    /// <summary>Whether a code such as EUR stands there, in capitals.</summary>
    private readonly bool IsCode(int at)
    {
        Span<char> small = stackalloc char[3];
        for (var i = 0; i < small.Length; i++)
        {
            if (!char.IsAsciiLetterUpper(_text[at + i]))
                return false;
            small[i] = (char)(_text[at + i] | 0x20);
        }

        return !TextBoundary.WordBefore(_text, at) && SizeWords.PartOf(small) == BlastRadiusParts.Amount;
    }

    private bool Counts(int at)
    {
        if (counts)
            return true;
        if (at >= _sentenceEnd)
            ReadSentence(at);
        return _asks;
    }

    /// <summary>Reads the sentence around a place, once for all of its numbers.</summary>
    private void ReadSentence(int at)
    {
        var start = at;
        while (start > Math.Max(0, _sentenceEnd) && !Ends(start - 1))
            start--;
        _sentenceEnd = at;
        while (_sentenceEnd < _text.Length && !Ends(_sentenceEnd))
            _sentenceEnd++;
        _asks = Asks(_text[start.._sentenceEnd]);
    }

    private readonly bool Ends(int at) =>
        _text[at] is '!' or '?' or '\n' or ';' || (_text[at] == '.' && !TextBoundary.DigitAt(_text, at + 1));

    private static bool Asks(ReadOnlySpan<char> sentence)
    {
        Span<char> small = stackalloc char[LongestWord];
        var asked = true;
        for (var at = 0; at < sentence.Length;)
        {
            if (!char.IsAsciiLetter(sentence[at]))
            {
                asked |= sentence[at] is ',' or '(' or '"' or '*';
                at++;
                continue;
            }

            var length = 0;
            for (; at < sentence.Length && char.IsAsciiLetter(sentence[at]); at++)
            {
                if (length < LongestWord)
                    small[length++] = (char)(sentence[at] | 0x20);
            }

            if (asked && SizeWords.IsDeed(small[..length]))
                return true;
            asked = SizeWords.Asks(small[..length]) || (asked && SizeWords.Links(small[..length]));
        }

        return false;
    }
}

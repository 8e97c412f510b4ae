namespace TieredRouting.Signals;

/// <summary>Finds the patterns of injection in a plain text. Each word is looked at once, and the few before it where one may end with it: time is linear in the text's length.</summary>
internal ref struct InjectionReader
{
    /// <summary>The most places that are kept: a text does not attack more by the thousand.</summary>
    public const int MostEvidence = 100;

    private const int Memory = 32;
    private const int LongestWord = 24;

    private readonly ReadOnlySpan<char> _text;
    private readonly ReadOnlySpan<InjectionPattern> _patterns;
    private readonly List<SignalEvidence> _found;
    private readonly int _offset;
    private readonly Span<Seen> _seen;
    private int _count;
    private int _free;

    private InjectionReader(ReadOnlySpan<char> text, int offset, List<SignalEvidence> found, ReadOnlySpan<InjectionPattern> patterns, Span<Seen> seen)
    {
        _patterns = patterns;
        _text = text;
        _seen = seen;
        (_offset, _found) = (offset, found);
    }

    /// <summary>Adds what is found; its places are counted from <paramref name="offset"/>.</summary>
    public static void Find(ReadOnlySpan<char> text, int offset, ReadOnlySpan<InjectionPattern> patterns, List<SignalEvidence> found) =>
        new InjectionReader(text, offset, found, patterns, stackalloc Seen[Memory]).Read();

    /// <summary>Whether a text has any of the patterns.</summary>
    public static bool Has(ReadOnlySpan<char> text, ReadOnlySpan<InjectionPattern> patterns)
    {
        List<SignalEvidence> found = [];
        Find(text, 0, patterns, found);
        return found.Count > 0;
    }

    /// <summary>Keeps evidence while there is little of it, and the first of each kind in any case: what a text is full of must not hide what else is in it.</summary>
    public static void Keep(SignalEvidence evidence, List<SignalEvidence> found)
    {
        if (found.Count < MostEvidence || Lacks(evidence.Kind, found))
            found.Add(evidence);
    }

    /// <summary>Whether nothing of a kind was found.</summary>
    public static bool Lacks(string kind, List<SignalEvidence> found)
    {
        foreach (var evidence in found)
        {
            if (evidence.Kind == kind)
                return false;
        }

        return true;
    }

    private void Read()
    {
        var ends = true;
        for (var at = 0; at < _text.Length;)
        {
            var unit = _text[at];
            if (!char.IsAsciiLetter(unit))
            {
                ends |= unit is '.' or '!' or '?' or '\n' or ';';
                at++;
                continue;
            }

            var start = at;
            while (at < _text.Length && (char.IsAsciiLetter(_text[at]) || _text[at] == '\''))
                at++;
            Take(start, at, ends);
            ends = false;
        }
    }

    private void Take(int start, int end, bool ends)
    {
        var kind = KindOf(_text[start..end]);
        _seen[_count++ % Memory] = new Seen(kind, start, ends);
        if (kind == InjectionWord.None)
            return;
        foreach (var pattern in _patterns)
        {
            if (StartOf(pattern.Steps) is var from && from >= _free)
            {
                Keep(new SignalEvidence(pattern.Kind, _offset + from, end - from), _found);
                _free = end;
                return;
            }
        }
    }

    private static InjectionWord KindOf(ReadOnlySpan<char> word)
    {
        // "don't" is another length without its apostrophe.
        if (word.Length > LongestWord || (!InjectionWords.MayHold(word) && !word.Contains('\'')))
            return InjectionWord.None;
        Span<char> small = stackalloc char[LongestWord];
        return InjectionWords.Of(Small(word, small));
    }

    /// <summary>Where the words that end with the last one began to follow the steps; -1 where they do not.</summary>
    private readonly int StartOf((InjectionWord Word, int Between)[] steps)
    {
        if ((At(0).Kind & steps[^1].Word) == InjectionWord.None)
            return -1;
        var back = 0;
        for (var step = steps.Length - 2; step >= 0; step--)
        {
            back = Before(back, steps[step + 1].Between, steps[step].Word);
            if (back < 0)
                return -1;
        }

        return At(back).Start;
    }

    /// <summary>The nearest word of a kind before another, with no more than some between, in the same sentence; -1 where there is none.</summary>
    private readonly int Before(int back, int between, InjectionWord word)
    {
        for (var more = back; more <= back + between && more + 1 < Math.Min(_count, Memory) && !At(more).Begins; more++)
        {
            if ((At(more + 1).Kind & word) != InjectionWord.None)
                return more + 1;
        }

        return -1;
    }

    private readonly Seen At(int back) => _seen[(_count - 1 - back) % Memory];

    private static ReadOnlySpan<char> Small(ReadOnlySpan<char> word, Span<char> small)
    {
        var length = 0;
        foreach (var unit in word)
        {
            if (unit == '\'')
                continue;
            small[length++] = (char)(unit | 0x20);
        }

        return small[..length];
    }

    private readonly record struct Seen(InjectionWord Kind, int Start, bool Begins);
}

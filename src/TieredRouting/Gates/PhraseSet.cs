using System.Buffers;

namespace TieredRouting.Gates;

/// <summary>
/// Finds the first of many phrases in a text, in time linear in its length: all anchors are looked for at once, and only around one of them are its phrases compared.
/// Immutable.
/// </summary>
internal sealed class PhraseSet
{
    /// <summary>The longest stretch of a text itself, with all that cannot be seen, that can be a phrase.</summary>
    public const int Window = 320;

    private readonly SearchValues<string> _anchors;
    private readonly Dictionary<int, Phrase[]> _byBeginning;

    public PhraseSet(IEnumerable<Phrase> phrases)
    {
        var anchors = phrases.SelectMany(phrase => phrase.Anchor.Choices.Select(choice => (Anchor: choice.TrimEnd(PhraseWord.AnyEnding), Phrase: phrase))).ToList();
        _anchors = SearchValues.Create([.. anchors.Select(pair => pair.Anchor).Distinct(StringComparer.OrdinalIgnoreCase)], StringComparison.OrdinalIgnoreCase);
        _byBeginning = anchors.GroupBy(pair => BeginningOf(pair.Anchor)).ToDictionary(group => group.Key, group => group.Select(pair => pair.Phrase).Distinct().ToArray());
    }

    /// <summary>Whether there is a phrase to look for.</summary>
    public bool IsEmpty => _byBeginning.Count == 0;

    /// <summary>Where the first phrase begins, in the text itself, at a place or later; -1 for none.</summary>
    public int Find(in PlainText plain, int from) => Find(plain, from, out _);

    /// <summary>Where the first phrase begins, and which part of the plain text it is.</summary>
    public int Find(in PlainText plain, int from, out Range found)
    {
        var text = plain.Text;
        var best = -1;
        found = default;
        for (var at = plain.IndexOf(from); at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny(_anchors);
            at += next;
            // One that begins before what was found already may have its anchor behind it, but no further than a phrase is long.
            if (next < 0 || (best >= 0 && at > best + Phrase.LongestMatch))
                break;
            if (!Words.BeginsAt(text, at))
                continue;
            var start = StartAround(plain, at, from, out var last);
            if (start >= 0 && (best < 0 || start < best))
                (best, found) = (start, start..last);
        }

        return best < 0 ? -1 : plain.PlaceOf(best);
    }

    private int StartAround(in PlainText plain, int at, int from, out int last)
    {
        var text = plain.Text;
        var best = -1;
        last = -1;
        var end = Words.EndOf(text, at);
        if (end - at > Words.Longest || !_byBeginning.TryGetValue(BeginningOf(text[at..end]), out var phrases))
            return -1;
        foreach (var phrase in phrases)
        {
            if (!phrase.Anchor.Is(text[at..end]))
                continue;
            var start = phrase.StartAround(text, at, end, out var until);
            if (start >= 0 && (best < 0 || start < best) && plain.PlaceOf(start) >= from && plain.PlaceOf(until - 1) - plain.PlaceOf(start) < Window)
                (best, last) = (start, until);
        }

        return best;
    }

    private static int BeginningOf(ReadOnlySpan<char> word) =>
        char.ToLowerInvariant(word[0]) << 16 | (word.Length > 1 ? char.ToLowerInvariant(word[1]) : 0);
}

namespace TieredRouting.Gates;

/// <summary>
/// Finds the first of many phrases in a text, in time linear in its length: only words that begin like an anchor are looked at, and only around an anchor are its phrases compared. Immutable.
/// </summary>
internal sealed class PhraseSet
{
    /// <summary>The longest stretch of a text itself, with all that cannot be seen, that can be a phrase.</summary>
    public const int Window = 320;

    private static readonly Anchored[] None = [];

    private readonly WordFilter _filter;
    private readonly Dictionary<ulong, Anchored[]> _byKey;
    private readonly ulong _mask;

    public PhraseSet(IEnumerable<Phrase> phrases)
    {
        var anchors = phrases
            .SelectMany(phrase => phrase.Anchor.Choices.Select(choice => (Choice: choice, Phrase: phrase)))
            .GroupBy(pair => pair.Choice, pair => pair.Phrase, StringComparer.OrdinalIgnoreCase)
            .Select(group => new Anchored(new PhraseWord([group.Key]), [.. group.Distinct()]))
            .ToList();
        // A word that goes on with any letters is told by no more than it has.
        _mask = WordKey.MaskOf(anchors.Where(anchored => anchored.GoesOn).Select(anchored => Math.Max(1, WordKey.LettersOf(anchored.Beginning))).Append(WordKey.Letters).Min());
        _byKey = anchors.GroupBy(anchored => WordKey.Of(anchored.Beginning) & _mask).ToDictionary(group => group.Key, group => group.ToArray());
        _filter = new WordFilter(_byKey.Keys, _mask);
    }

    /// <summary>Whether there is no phrase to look for.</summary>
    public bool IsEmpty => _byKey.Count == 0;

    /// <summary>Those of some words that tell of a phrase, and few others.</summary>
    public List<TextWord> Telling(ReadOnlySpan<TextWord> words)
    {
        var telling = new List<TextWord>();
        for (var next = _filter.Next(words, 0); next < words.Length; next = _filter.Next(words, next + 1))
            telling.Add(words[next]);
        return telling;
    }

    /// <summary>Where the first phrase begins, in the text itself, at a place or later; -1 for none.</summary>
    public int Find(in SeenText plain, int from)
    {
        using var words = TextWords.Of(plain.Text, plain.IndexOf(from));
        return Find(plain, words.All, from, out _);
    }

    /// <summary>Where the first phrase begins, and which part of the plain text it is.</summary>
    /// <param name="plain">The text.</param>
    /// <param name="words">Its words from that place on, or those that tell.</param>
    /// <param name="from">The place.</param>
    /// <param name="found">The phrase.</param>
    public int Find(in SeenText plain, ReadOnlySpan<TextWord> words, int from, out Range found)
    {
        var best = -1;
        found = default;
        for (var next = _filter.Next(words, 0); next < words.Length; next = _filter.Next(words, next + 1))
        {
            ref readonly var word = ref words[next];
            // One that begins before what was found already may have its anchor behind it, but no further than a phrase is long.
            if (best >= 0 && word.Start > best + Phrase.LongestMatch)
                break;
            if (!_byKey.TryGetValue(word.Key & _mask, out var anchors))
                continue;
            var start = StartAround(plain, word, anchors, from, out var last);
            if (start >= 0 && (best < 0 || start < best))
                (best, found) = (start, start..last);
        }

        return best < 0 ? -1 : plain.PlaceOf(best);
    }

    private static int StartAround(in SeenText plain, in TextWord word, Anchored[] anchors, int from, out int last)
    {
        var text = plain.Text;
        var end = word.EndIn(text);
        var best = -1;
        last = -1;
        var phrases = end - word.Start > Words.Longest ? None : anchors;
        foreach (var anchored in phrases)
        {
            if (!anchored.Word.Is(text[word.Start..end]))
                continue;
            foreach (var phrase in anchored.Phrases)
            {
                var start = phrase.StartAround(text, word.Start, end, out var until);
                if (start >= 0 && (best < 0 || start < best) && plain.PlaceOf(start) >= from && plain.PlaceOf(until - 1) - plain.PlaceOf(start) < Window)
                    (best, last) = (start, until);
            }
        }

        return best;
    }

    /// <summary>A word, and the phrases that are looked for around it.</summary>
    private sealed record Anchored(PhraseWord Word, Phrase[] Phrases)
    {
        public bool GoesOn => Word.Choices[0][^1] == PhraseWord.AnyEnding;

        public string Beginning => Word.Choices[0].TrimEnd(PhraseWord.AnyEnding);
    }
}

namespace TieredRouting.Gates;

/// <summary>Words in a row that a text may hold. Case, signs and line breaks between them do not matter; the end of a sentence does.</summary>
internal sealed class Phrase
{
    /// <summary>The longest phrase that can be declared, and the longest stretch of a plain text that can be one.</summary>
    public const int MostCharacters = 120;
    public const int LongestMatch = 160;

    private static readonly string[] Negations = ["not", "never", "don't", "doesn't", "didn't", "cannot", "can't", "won't", "shouldn't", "mustn't", "isn't", "aren't", "without", "no", "avoid", "avoiding", "against", "refuse", "nor", "unable", "illegal", "unethical", "wrong", "crime"];

    private const int NegationReach = 6;

    private readonly PhraseWord[] _words;
    private readonly int _anchor;
    private readonly bool _unlessNegated;

    private Phrase(PhraseWord[] words, bool unlessNegated)
    {
        (_words, _unlessNegated) = (words, unlessNegated);
        _anchor = Array.IndexOf(words, words.MaxBy(word => word.IsNumber ? -1 : word.Tells));
    }

    /// <summary>The place of the phrase that is looked for first: the one whose words tell most.</summary>
    public PhraseWord Anchor => _words[_anchor];

    /// <summary>Whether a text can be a phrase: it has a word, and no more characters than a phrase may have.</summary>
    public static bool CanBe(string text) => text.Length <= MostCharacters && WordsOf(SeenText.Fold(text)).Length > 0;

    /// <summary>A phrase as people write it. A <c>*</c> at the end of a word stands for any ending.</summary>
    public static Phrase Of(string text) => new(WordsOf(SeenText.Fold(text)), unlessNegated: false);

    /// <summary>A phrase with choices: <c>take|use ~2 # mg</c> is one of two words, up to two others, a number, and a word.</summary>
    /// <param name="pattern">The phrase.</param>
    /// <param name="unlessNegated">Whether it is none behind a word such as <c>not</c>.</param>
    public static Phrase Pattern(string pattern, bool unlessNegated)
    {
        var (words, gap) = (new List<PhraseWord>(), 0);
        foreach (var part in pattern.Split(' '))
        {
            if (part[0] == '~')
                gap = part[1] - '0';
            else
                (_, gap) = (AddTo(words, part, gap), 0);
        }

        return new Phrase([.. words], unlessNegated);
    }

    /// <summary>Where the phrase begins whose anchor stands at a place; -1 where none does.</summary>
    public int StartAround(ReadOnlySpan<char> text, int start, int end, out int last)
    {
        last = Forward(text, _anchor + 1, end);
        var first = last < 0 ? -1 : Backward(text, _anchor - 1, start);
        return first >= 0 && last - first <= LongestMatch && !(_unlessNegated && IsNegated(text, first)) ? first : -1;
    }

    private static int AddTo(List<PhraseWord> words, string part, int gap)
    {
        words.Add(new PhraseWord(part == "#" ? [] : part.Split('|'), gap));
        return words.Count;
    }

    private static PhraseWord[] WordsOf(string text)
    {
        var words = new List<PhraseWord>();
        for (var at = 0; at < text.Length; at++)
        {
            if (!Words.BeginsAt(text, at))
                continue;
            var end = Words.EndOf(text, at);
            var star = end < text.Length && text[end] == PhraseWord.AnyEnding;
            words.Add(new PhraseWord([text[at..end] + (star ? "*" : string.Empty)]));
            at = end - 1;
        }

        return [.. words];
    }

    private int Forward(ReadOnlySpan<char> text, int index, int at)
    {
        if (index == _words.Length)
            return at;
        for (var skipped = 0; skipped <= _words[index].Gap && Words.Next(text, at, out var start, out var end); skipped++)
        {
            if (_words[index].Is(text[start..end]) && Forward(text, index + 1, end) is >= 0 and var last)
                return last;
            if (Turns(text[start..end]))
                break;
            at = end;
        }

        return -1;
    }

    private int Backward(ReadOnlySpan<char> text, int index, int at)
    {
        if (index < 0)
            return at;
        for (var skipped = 0; skipped <= _words[index + 1].Gap && Words.Previous(text, at, out var start, out var end); skipped++)
        {
            if (_words[index].Is(text[start..end]) && Backward(text, index - 1, start) is >= 0 and var first)
                return first;
            if (Turns(text[start..end]))
                break;
            at = start;
        }

        return -1;
    }

    /// <summary>Whether a word in between makes it another phrase.</summary>
    private bool Turns(ReadOnlySpan<char> word) => _unlessNegated && IsNegation(word);

    private static bool IsNegation(ReadOnlySpan<char> word)
    {
        foreach (var negation in Negations)
        {
            if (word.Equals(negation, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsNegated(ReadOnlySpan<char> text, int at)
    {
        for (var words = 0; words < NegationReach && Words.Previous(text, at, out var start, out var end); words++)
        {
            if (IsNegation(text[start..end]))
                return true;
            if (text[end..at].Contains(':'))
                return false;
            at = start;
        }

        return false;
    }
}

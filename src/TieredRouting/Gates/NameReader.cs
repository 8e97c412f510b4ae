namespace TieredRouting.Gates;

/// <summary>
/// Tells names from other words by their capitals: inside a sentence a word with a capital is one. Where capitals are common, as in German, only two in a row are.
/// </summary>
internal readonly ref struct NameReader
{
    /// <summary>Where more than one in so many words has a capital inside a sentence, one alone says nothing.</summary>
    private const int CommonFrom = 5;

    private const int LeastWords = 20;

    private const int LongestHeading = 160;

    private readonly ReadOnlySpan<char> _text;
    private readonly bool _hasHeadings;
    private readonly bool _capitalsAreCommon;

    /// <param name="text">The plain text.</param>
    /// <param name="words">How many words it has.</param>
    /// <param name="capitals">How many of them have a capital inside a sentence.</param>
    public NameReader(ReadOnlySpan<char> text, int words, int capitals)
    {
        _text = text;
        _hasHeadings = text.Contains('#');
        _capitalsAreCommon = words >= LeastWords && capitals * CommonFrom > words;
    }

    /// <summary>Whether a word with a capital inside a sentence is a name, or part of one.</summary>
    public bool IsName(int start, int end)
    {
        if (end - start < 2 || (_hasHeadings && IsHeading(start)) || (_text[start] == 'I' && _text[start + 1] == '\''))
            return false;
        return !_capitalsAreCommon || (Words.Previous(_text, start, out var before, out _) && char.IsUpper(_text[before])) || (Words.Next(_text, end, out var behind, out _) && char.IsUpper(_text[behind]));
    }

    /// <summary>Whether one of the words has a capital that no beginning of a sentence gave it.</summary>
    public static bool HasCapital(ReadOnlySpan<char> text, ReadOnlySpan<TextWord> words, int index) =>
        char.IsUpper(text[words[index].Start]) && !BeginsSentence(text, words, index);

    /// <summary>Whether only spaces and signs of a list stand before a place in its line.</summary>
    public static bool BeginsLine(ReadOnlySpan<char> text, int at)
    {
        while (at > 0 && text[at - 1] is ' ' or '\t' or '-' or '*' or '#' or '>' or '(' or '_')
            at--;
        return at == 0 || text[at - 1] == '\n';
    }

    private static bool BeginsSentence(ReadOnlySpan<char> text, ReadOnlySpan<TextWord> words, int index)
    {
        var at = words[index].Start;
        if (index == 0 || text[at - 1] != ' ')
            return BeginsSentence(text, at);
        // One space behind a letter, with or without a comma, or behind the end of a sentence tells enough, and mostly it is one of these.
        var end = text[at - 2] == ',' ? at - 2 : at - 1;
        var before = text[end - 1];
        return char.IsAsciiLetter(before) ? end - words[index - 1].Start > Words.Longest : before is '.' or '!' or '?' || BeginsSentence(text, at);
    }

    private static bool BeginsSentence(ReadOnlySpan<char> text, int at) =>
        BeginsLine(text, at) || !Words.Previous(text, at, out _, out var end) || text[end..at].IndexOfAny(":\"\n") >= 0 || (char.IsAsciiDigit(text[end - 1]) && BeginsLine(text, end - 1) && text[end] is '.' or ')');

    /// <summary>Whether a line is a heading: there, capitals are a habit.</summary>
    private bool IsHeading(int at)
    {
        var before = _text[Math.Max(0, at - LongestHeading)..at];
        var line = before.LastIndexOf('\n') + 1;
        return (line > 0 || before.Length == at) && before[line..].TrimStart(' ').StartsWith("#");
    }
}

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
    private readonly bool _capitalsAreCommon;

    public NameReader(ReadOnlySpan<char> text, ReadOnlySpan<TextWord> words)
    {
        _text = text;
        var capitals = 0;
        foreach (ref readonly var word in words)
            capitals += HasCapital(word.Start) && !BeginsSentence(word.Start) ? 1 : 0;
        _capitalsAreCommon = words.Length >= LeastWords && capitals * CommonFrom > words.Length;
    }

    /// <summary>Whether a word that begins so may be a number or a name.</summary>
    public static bool MayBeClaim(char first) => char.IsAsciiDigit(first) || char.IsUpper(first);

    /// <summary>Whether the word at a place is a name, or part of one.</summary>
    public bool IsName(int start, int end)
    {
        if (end - start < 2 || !HasCapital(start) || BeginsSentence(start) || IsHeading(start) || _text[start] == 'I' && _text[start + 1] == '\'')
            return false;
        return !_capitalsAreCommon || (Words.Previous(_text, start, out var before, out _) && HasCapital(before)) || (Words.Next(_text, end, out var behind, out _) && HasCapital(behind));
    }

    /// <summary>Whether only spaces and signs of a list stand before a place in its line.</summary>
    public static bool BeginsLine(ReadOnlySpan<char> text, int at)
    {
        while (at > 0 && text[at - 1] is ' ' or '\t' or '-' or '*' or '#' or '>' or '(' or '_')
            at--;
        return at == 0 || text[at - 1] == '\n';
    }

    private bool HasCapital(int at) => char.IsUpper(_text[at]);

    private bool BeginsSentence(int at) =>
        BeginsLine(_text, at) || !Words.Previous(_text, at, out _, out var end) || _text[end..at].IndexOfAny(":\"\n") >= 0 || (char.IsAsciiDigit(_text[end - 1]) && BeginsLine(_text, end - 1) && _text[end] is '.' or ')');

    /// <summary>Whether a line is a heading: there, capitals are a habit.</summary>
    private bool IsHeading(int at)
    {
        var before = _text[Math.Max(0, at - LongestHeading)..at];
        var isWhole = before.Length == at || before.Contains('\n');
        return isWhole && before[(before.LastIndexOf('\n') + 1)..].TrimStart(' ').StartsWith("#");
    }
}

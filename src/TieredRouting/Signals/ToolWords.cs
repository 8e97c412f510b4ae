namespace TieredRouting.Signals;

/// <summary>Takes what tools are called and described by apart, as far as that is worth reading.</summary>
internal static class ToolWords
{
    /// <summary>The most letters of a word.</summary>
    public const int Longest = 32;

    /// <summary>The most of a text that is read: who has more to say of a tool than this does not say what it does.</summary>
    public const int MostUnits = 4_096;

    /// <summary>The words of an identifier, parted by case too: <c>getUserById</c> has four.</summary>
    public static List<ToolWord> OfIdentifier(ReadOnlySpan<char> name) => Of(name, partsByCase: true);

    /// <summary>The words of prose, with where sentences begin.</summary>
    public static List<ToolWord> OfProse(ReadOnlySpan<char> text) => Of(text, partsByCase: false);

    private static List<ToolWord> Of(ReadOnlySpan<char> text, bool partsByCase)
    {
        if (text.Length > MostUnits)
            text = text[..MostUnits];
        var words = new List<ToolWord>();
        var (begins, listed) = (true, false);
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsAsciiLetter(text[at]))
            {
                begins |= Ends(text, at);
                listed |= text[at] is ',' or '/' or '&' or '|';
                at++;
                continue;
            }

            var end = EndOf(text, at, partsByCase);
            words.Add(new ToolWord(Small(text[at..end]), begins, listed));
            (begins, listed, at) = (false, false, end);
        }

        return words;
    }

    private static bool Ends(ReadOnlySpan<char> text, int at) =>
        text[at] is '\n' or '!' or '?' or ';' || (text[at] == '.' && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1])));

    private static int EndOf(ReadOnlySpan<char> text, int at, bool partsByCase)
    {
        var end = at + 1;
        while (end < text.Length && IsPart(text[end]) && !(partsByCase && IsHump(text, end)))
            end++;
        return end;
    }

    /// <summary>"don't" is one word; the apostrophe is left out of it.</summary>
    private static bool IsPart(char unit) => char.IsAsciiLetter(unit) || unit is '\'' or '’';

    /// <summary>Whether a word begins by its case: at "U" in "getUser", and at "R" in "HTTPRequest".</summary>
    private static bool IsHump(ReadOnlySpan<char> text, int at) =>
        char.IsAsciiLetterUpper(text[at])
        && (char.IsAsciiLetterLower(text[at - 1]) || (at + 1 < text.Length && char.IsAsciiLetterLower(text[at + 1])));

    private static string Small(ReadOnlySpan<char> word)
    {
        Span<char> small = stackalloc char[Longest];
        var length = 0;
        foreach (var unit in word)
        {
            if (length < Longest && char.IsAsciiLetter(unit))
                small[length++] = (char)(unit | 0x20);
        }

        return new string(small[..length]);
    }
}

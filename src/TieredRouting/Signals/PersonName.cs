namespace TieredRouting.Signals;

/// <summary>One to five words with a capital, with initials and what stands within names in small letters between them: <c>Ludwig van B. Smith-Jones</c>.</summary>
internal static class PersonName
{
    private const int MostWords = 5;
    private const int LongestWord = 24;

    private static readonly WordSet Particles = new("van", "von", "der", "den", "de", "da", "di", "del", "della", "dos", "du", "la", "le", "bin", "ibn", "al", "el", "ter", "zu", "y", "e");

    private static readonly WordSet Others = new(
        "the", "this", "that", "these", "those", "there", "here", "it", "its", "we", "our", "you", "your", "they", "what", "which", "who", "how", "when", "where", "why", "please", "no", "not", "and", "or", "but", "if", "in",
        "on", "at", "to", "for", "from", "with", "sir", "madam", "sirs", "all", "team", "everyone", "everybody", "customer", "customers", "colleague", "colleagues", "friend", "friends", "support", "hiring", "manager", "editor",
        "user", "users", "reader", "readers", "valued", "client", "members", "member", "god", "lord", "santa", "diary", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
        "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "english", "german", "french", "american", "british", "happy", "sorry", "thanks", "hi", "hello", "yes", "only", "string",
        "mr", "mrs", "ms", "miss", "dr", "prof", "null", "none", "true", "false", "unknown", "ai", "api");

    /// <summary>Where the name that begins at a place ends, and how many words it has; no word where none begins.</summary>
    public static (int End, int Words) Read(ReadOnlySpan<char> text, int at)
    {
        var (end, words, longest) = (at, 0, 0);
        while (words < MostWords && Word(text, at) is > 0 and var length)
        {
            var word = text.Slice(at, length);
            var isName = char.IsUpper(word[0]) && !Others.Holds(word);
            if (!isName && !(words > 0 && Particles.Holds(word)))
                break;
            at += length;
            if (isName)
                (end, words, longest) = (at, words + 1, Math.Max(longest, length));
            if (at < text.Length && text[at] == '.' && (length == 1 || IsShortTitle(word)))
                at++;
            if (at >= text.Length || text[at] != ' ')
                break;
            at++;
        }

        // Initials alone are no name.
        return (end, longest > 1 ? words : 0);
    }

    /// <summary>Whether the word there is one that a name in small letters could be.</summary>
    public static int EndOfSmall(ReadOnlySpan<char> text, int at, WordSet notNames)
    {
        var length = Word(text, at);
        return length > 1 && !Others.Holds(text.Slice(at, length)) && !notNames.Holds(text.Slice(at, length)) ? at + length : at;
    }

    private static bool IsShortTitle(ReadOnlySpan<char> word) => word is "Dr" or "Jr" or "Sr" or "St";

    /// <summary>How long the word there is, with apostrophes and hyphens between its letters.</summary>
    private static int Word(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && end - at <= LongestWord && (char.IsLetter(text[end]) || char.IsSurrogate(text[end]) || (end > at && text[end] is '\'' or '’' or '-' && end + 1 < text.Length && char.IsLetter(text[end + 1]))))
            end++;
        if (end - at > LongestWord || (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '_' or '@')))
            return 0;
        return text[at..end].EndsWith("'s") || text[at..end].EndsWith("’s") ? end - at - 2 : end - at;
    }
}

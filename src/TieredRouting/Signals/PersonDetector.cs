namespace TieredRouting.Signals;

/// <summary>
/// Names where a text plainly says that one comes: behind "name is", "named", "name:", a title, "Dear", "I am" (two words of it), "patient" and the like, and on a line of its own below
/// "Kind regards". Names elsewhere are not told from other words with a capital: for those there is <see cref="ITextRecognizer"/>.
/// </summary>
internal sealed class PersonDetector() : WordedDetector(EvidenceKinds.Person, Cues.Person | Cues.SignOff)
{
    private const int LongestLead = 24;
    private const int LongestGap = 64;

    private static readonly WordSet NotNames = new(
        "is", "are", "was", "be", "my", "his", "her", "their", "its", "correct", "wrong", "incorrect", "right", "spelled", "spelt", "misspelled", "a", "an", "so", "too", "very", "of", "on", "in", "used", "called", "change", "changed", "different", "also", "by",
        "something", "anything", "someone", "missing", "blank", "written", "as", "than", "like", "because", "listed", "registered", "required", "already", "long", "short", "common", "unique", "known", "pronounced", "still", "now", "just", "after", "being");

    /// <summary>What joins a name to the word, the surest first; what has no letters is found faster by its signs alone.</summary>
    private static readonly (string Text, StringComparison Comparison)[] Links =
    [
        (" is ", StringComparison.OrdinalIgnoreCase), (": ", StringComparison.Ordinal), ("'s ", StringComparison.OrdinalIgnoreCase), (" as ", StringComparison.OrdinalIgnoreCase),
        (" to ", StringComparison.OrdinalIgnoreCase), (" = ", StringComparison.Ordinal), (":", StringComparison.Ordinal),
    ];

    protected override (int Start, int End) Read(ReadOnlySpan<char> text, CueHit hit, int free)
    {
        var word = text[hit.Start..hit.End];
        if (hit.Cues.HasAny(Cues.SignOff))
            return BelowSignOff(text, hit.End);
        return word switch
        {
            _ when Is(word, "am") => BehindI(text, hit),
            _ when Is(word, "name") || Is(word, "surname") => BehindName(text, hit.End),
            _ when Is(word, "named") || Is(word, "dear") => Named(text, hit.End + 1, leastWords: 1),
            _ when Is(word, "patient") || Is(word, "employee") || Is(word, "tenant") || Is(word, "spouse") => Named(text, PastSigns(text, hit.End), leastWords: 2),
            _ => BehindTitle(text, hit),
        };
    }

    private static bool Is(ReadOnlySpan<char> word, string other) => word.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static (int Start, int End) Named(ReadOnlySpan<char> text, int at, int leastWords)
    {
        if (at >= text.Length)
            return default;
        var (end, words) = PersonName.Read(text, at);
        return words >= leastWords ? (at, end) : default;
    }

    private static (int Start, int End) BehindI(ReadOnlySpan<char> text, CueHit hit) =>
        hit.Start >= 2 && text[hit.Start - 1] == ' ' && text[hit.Start - 2] is 'I' or 'i' && !TextBoundary.WordBefore(text, hit.Start - 2) ? Named(text, hit.End + 1, leastWords: 2) : default;

    /// <summary>"name is …", "name: …", "name's …", "name to …", also with some words between: "name on the account is …".</summary>
    private static (int Start, int End) BehindName(ReadOnlySpan<char> text, int at)
    {
        var lead = LineContext.From(text, at, LongestLead);
        lead = lead.IndexOfAny('.', ',', '?') is >= 0 and var stop ? lead[..stop] : lead;
        foreach (var (link, comparison) in Links)
        {
            var place = lead.Length < link.Length ? -1 : lead.IndexOf(link, comparison);
            if (place < 0)
                continue;
            var start = at + place + link.Length;
            var named = Named(text, start, leastWords: 1);
            if (named.End > 0)
                return named;
            if (place == 0 && link is " is " or "'s " or ": " && start < text.Length && PersonName.EndOfSmall(text, start, NotNames) is var end && end > start)
                return (start, end);
        }

        return default;
    }

    /// <summary>Titles have their capital, save that those of two persons in three are written small now and then.</summary>
    private static (int Start, int End) BehindTitle(ReadOnlySpan<char> text, CueHit hit)
    {
        var at = hit.End < text.Length && text[hit.End] == '.' ? hit.End + 1 : hit.End;
        if (at >= text.Length || text[at] != ' ')
            return default;
        return char.IsUpper(text[hit.Start]) || hit.Length == 2 && !Is(text[hit.Start..hit.End], "ms") ? Named(text, at + 1, leastWords: 1) : default;
    }

    /// <summary>The line below is a name and nothing else.</summary>
    private static (int Start, int End) BelowSignOff(ReadOnlySpan<char> text, int at)
    {
        if (at < text.Length && text[at] is ',' or '.' or '!')
            at++;
        var (breaks, last) = (0, Math.Min(text.Length, at + LongestGap));
        while (at < last && char.IsWhiteSpace(text[at]) && breaks < 3)
            breaks += text[at++] == '\n' ? 1 : 0;
        var (start, end) = breaks > 0 ? Named(text, at, leastWords: 1) : default;
        return end > 0 && (end == text.Length || text[end] is '\r' or '\n' or ',') ? (start, end) : default;
    }

    private static int PastSigns(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] is ' ' or ':')
            at++;
        return at;
    }
}

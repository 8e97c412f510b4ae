using System.Buffers;

namespace TieredRouting.Signals;

/// <summary>
/// Credentials that show by themselves what they are: keys with an issuer's prefix, secrets of Entra's applications and JSON Web
/// Tokens. All of them are long words with a digit or an underscore among their characters, so that is what is searched for.
/// </summary>
internal sealed class IssuedCredentialDetector : ITextDetector
{
    private const int Shortest = 14;
    private const int LeastOfPayload = 32;
    private const int ContextUnits = 64;

    private static readonly SearchValues<string> KeyWords = SearchValues.Create(["key", "token", "secret", "credential", "google", "gemini", "firebase", "maps", "gcp", "auth"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> Marks = SearchValues.Create("0123456789_");
    private static readonly SearchValues<char> Token = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    private static readonly SearchValues<char> Dotted = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.~");

    public bool MayFind(Cues seen) => seen.Has(Cues.LongRun) && seen.HasAny(Cues.Digit | Cues.Underscore);

    public void Find(ReadOnlySpan<char> text, List<SignalEvidence> found)
    {
        // A word that is long enough leaves no gap in this many units, so the text is read from one last gap to the next.
        for (var start = 0; start + Shortest <= text.Length;)
        {
            var gap = text.Slice(start, Shortest).LastIndexOfAnyExcept(Dotted);
            if (gap >= 0)
            {
                start += gap + 1;
                continue;
            }

            var end = TextBoundary.EndOf(text, start + Shortest, Dotted);
            Read(text, start, end, found);
            start = end + 1;
        }
    }

    private static void Read(ReadOnlySpan<char> text, int start, int end, List<SignalEvidence> found)
    {
        var word = text[start..end];
        if (!word.ContainsAny(Marks) || TextBoundary.WordBefore(text, start))
            return;
        if (LengthOf(word) is > 0 and var length && !SecretShape.IsCutShort(text, start + length) && (!CredentialPrefix.IsPublic(word) || IsCalledKey(text, start, start + length)))
            found.Add(new SignalEvidence(EvidenceKinds.Credential, start, length));
    }

    /// <summary>Whether a word not far before or behind calls it a key.</summary>
    private static bool IsCalledKey(ReadOnlySpan<char> text, int start, int end) =>
        text[Math.Max(0, start - ContextUnits)..start].ContainsAny(KeyWords) || text.Slice(end, Math.Min(ContextUnits, text.Length - end)).ContainsAny(KeyWords);

    private static int LengthOf(ReadOnlySpan<char> word)
    {
        if (word.StartsWith("eyJ"))
            return LengthOfJwt(word);
        foreach (var prefix in CredentialPrefix.Beginning(word[0]))
        {
            if (word.StartsWith(prefix.Text))
                return LengthOfKey(word, prefix);
        }

        return LengthOfEntraSecret(word);
    }

    private static int LengthOfKey(ReadOnlySpan<char> word, CredentialPrefix prefix)
    {
        var body = prefix.Text.Length;
        var end = TextBoundary.EndOf(word, body, Token);
        // Who has a dot in the prefix may also join parts with one.
        if (prefix.Text.EndsWith('.') && end + 1 < word.Length && word[end] == '.')
            end = TextBoundary.EndOf(word, end + 1, Token);
        return end - body >= prefix.Least && end - body <= prefix.Most && IsRandom(word[body..end], prefix) ? end : 0;
    }

    private static bool IsRandom(ReadOnlySpan<char> body, CredentialPrefix prefix) =>
        prefix.Fits(body) && SecretShape.IsRandom(body, body.Length < 30 ? 2.5 : 3.0, needsDigit: !prefix.MayLackDigit);

    /// <summary>Three characters, a digit that says how long it is, <c>Q~</c> and the rest.</summary>
    private static int LengthOfEntraSecret(ReadOnlySpan<char> word)
    {
        word = word.TrimEnd('.');
        var isOne = (word.Length is 37 && word[3..6] is "7Q~") || (word.Length is 40 && word[3..6] is "8Q~");
        return isOne && SecretShape.IsRandom(word, 3.0) ? word.Length : 0;
    }

    private static int LengthOfJwt(ReadOnlySpan<char> word)
    {
        var header = TextBoundary.EndOf(word, 0, Token);
        if (header < 12 || header == word.Length || word[header] != '.')
            return 0;
        var payload = TextBoundary.EndOf(word, header + 1, Token);
        // Of a token that is cut off, the claims are there all the same.
        if (payload == word.Length)
            return payload - header > LeastOfPayload && word[(header + 1)..].StartsWith("eyJ") ? payload : 0;
        // An unsigned token ends with the second dot.
        return payload - header < 8 || word[payload] != '.' ? 0 : TextBoundary.EndOf(word, payload + 1, Token);
    }
}

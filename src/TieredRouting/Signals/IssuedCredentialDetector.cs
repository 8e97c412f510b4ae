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

    private static readonly SearchValues<char> Marks = SearchValues.Create("0123456789_");
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<char> Token = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    private static readonly SearchValues<char> Dotted = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.~");

    public bool MayFind(Cues seen) => seen.Has(Cues.LongRun) && seen.HasAny(Cues.Digit | Cues.Underscore);

    public void Find(ReadOnlySpan<char> text, List<SignalEvidence> found)
    {
        for (var from = 0; from < text.Length;)
        {
            var more = text[from..].IndexOfAny(Marks);
            if (more < 0)
                return;
            // The word is the part between the last one and the next character that no token has.
            var start = from + text.Slice(from, more).LastIndexOfAnyExcept(Dotted) + 1;
            var end = TextBoundary.EndOf(text, from + more, Dotted);
            from = end;
            if (end - start < Shortest || TextBoundary.WordBefore(text, start))
                continue;
            if (LengthOf(text[start..end]) is > 0 and var length && !SecretShape.IsCutShort(text, start + length))
                found.Add(new SignalEvidence(EvidenceKinds.Credential, start, length));
        }
    }

    private static int LengthOf(ReadOnlySpan<char> word)
    {
        if (word.StartsWith("eyJ"))
            return LengthOfJwt(word);
        foreach (var prefix in CredentialPrefix.All)
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
        (!prefix.Hexadecimal || body[..prefix.Least].IndexOfAnyExcept(Hexadecimal) < 0) &&
        SecretShape.IsRandom(body, body.Length < 30 ? 2.5 : 3.0, needsDigit: !prefix.MayLackDigit);

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

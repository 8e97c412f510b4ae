using System.Buffers;

namespace TieredRouting.Signals;

/// <summary>
/// Credentials that show by themselves what they are: keys with an issuer's prefix, and JSON Web Tokens. All of them are
/// long words with a digit among their characters, so the digits are what is searched for.
/// </summary>
internal sealed class IssuedCredentialDetector : ITextDetector
{
    private const int Shortest = 14;
    private const int LeastOfPayload = 32;

    private static readonly SearchValues<char> Token = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    private static readonly SearchValues<char> Dotted = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.~");

    public bool NeedsDigit => true;

    public void Find(ReadOnlySpan<char> text, List<SignalEvidence> found)
    {
        for (var from = 0; from < text.Length;)
        {
            var more = text[from..].IndexOfAnyInRange('0', '9');
            if (more < 0)
                return;
            // The word is the part between the last one and the next character that no token has.
            var start = from + text.Slice(from, more).LastIndexOfAnyExcept(Dotted) + 1;
            var end = TextBoundary.EndOf(text, from + more, Dotted);
            from = end;
            if (end - start < Shortest || TextBoundary.WordBefore(text, start))
                continue;
            if (LengthOf(text[start..end]) is > 0 and var length)
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

        return 0;
    }

    private static int LengthOfKey(ReadOnlySpan<char> word, CredentialPrefix prefix)
    {
        var body = prefix.Text.Length;
        var end = TextBoundary.EndOf(word, body, Token);
        // Who has a dot in the prefix may also join parts with one.
        if (prefix.Text.EndsWith('.') && end + 1 < word.Length && word[end] == '.')
            end = TextBoundary.EndOf(word, end + 1, Token);
        return end - body >= prefix.Least && end - body <= prefix.Most && SecretShape.IsRandom(word[body..end], 2.5) ? end : 0;
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

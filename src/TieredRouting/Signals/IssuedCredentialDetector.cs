using System.Buffers;

namespace TieredRouting.Signals;

/// <summary>
/// Credentials that show by themselves what they are: keys with an issuer's prefix, private keys in PEM, JSON Web Tokens,
/// and the password of a URL.
/// </summary>
internal sealed class IssuedCredentialDetector : ITextDetector
{
    private const string Pem = "-----BEGIN ";
    private const string Jwt = "eyJ";
    private const string Url = "://";
    private const int LongestUserInfo = 256;

    private static readonly SearchValues<char> Token = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    private static readonly SearchValues<char> UserInfoEnd = SearchValues.Create("@/?#\"'<> \t\r\n\\");
    private static readonly SearchValues<string> Anchors = SearchValues.Create(
        [Pem, Jwt, Url, .. CredentialPrefix.All.Select(prefix => prefix.Text)], StringComparison.Ordinal);

    public void Find(ReadOnlySpan<char> text, List<SignalEvidence> found)
    {
        var pemEnds = true;
        for (var from = 0; from < text.Length;)
        {
            var more = text[from..].IndexOfAny(Anchors);
            if (more < 0)
                return;
            var anchor = from + more;
            var (start, end, next) = Read(text, anchor, ref pemEnds);
            if (end > 0)
                found.Add(new SignalEvidence(EvidenceKinds.Credential, start, end - start));
            from = next;
        }
    }

    private static (int Start, int End, int Next) Read(ReadOnlySpan<char> text, int anchor, ref bool pemEnds)
    {
        var rest = text[anchor..];
        if (rest.StartsWith(Url))
            return ReadUserInfo(text, anchor + Url.Length);
        if (rest.StartsWith(Pem))
            return ReadPem(text, anchor, ref pemEnds);
        if (TextBoundary.WordBefore(text, anchor))
            return (0, -1, anchor + 1);
        return rest.StartsWith(Jwt) ? ReadJwt(text, anchor) : ReadKey(text, anchor);
    }

    private static (int Start, int End, int Next) ReadKey(ReadOnlySpan<char> text, int anchor)
    {
        foreach (var prefix in CredentialPrefix.All)
        {
            if (!text[anchor..].StartsWith(prefix.Text))
                continue;
            var body = anchor + prefix.Text.Length;
            var end = TextBoundary.EndOf(text, body, Token);
            // Some issuers join parts with dots.
            if (prefix.Text.EndsWith('.') && end < text.Length && text[end] == '.')
                end = TextBoundary.EndOf(text, end + 1, Token);
            return end - body >= prefix.Least && end - body <= prefix.Most && SecretShape.IsRandom(text[body..end], 2.5)
                ? (anchor, end, end)
                : (0, -1, Math.Max(end, anchor + 1));
        }

        return (0, -1, anchor + 1);
    }

    private static (int Start, int End, int Next) ReadJwt(ReadOnlySpan<char> text, int anchor)
    {
        var header = TextBoundary.EndOf(text, anchor, Token);
        if (header - anchor < 12 || header == text.Length || text[header] != '.')
            return (0, -1, header);
        var payload = TextBoundary.EndOf(text, header + 1, Token);
        if (payload - header < 8 || payload == text.Length || text[payload] != '.')
            return (0, -1, payload);
        // An unsigned token ends with the second dot.
        var signature = TextBoundary.EndOf(text, payload + 1, Token);
        return (anchor, signature, signature);
    }

    /// <summary>The whole key where its end is there, else its header alone.</summary>
    private static (int Start, int End, int Next) ReadPem(ReadOnlySpan<char> text, int anchor, ref bool pemEnds)
    {
        var label = text.Slice(anchor + Pem.Length, Math.Min(48, text.Length - anchor - Pem.Length));
        var dashes = label.IndexOf("-----");
        if (dashes < 0 || !label[..dashes].Contains("PRIVATE KEY", StringComparison.Ordinal))
            return (0, -1, anchor + Pem.Length);
        var header = anchor + Pem.Length + dashes + 5;
        var length = pemEnds ? text[header..].IndexOf("-----END ") : -1;
        pemEnds = length >= 0;
        if (!pemEnds)
            return (anchor, header, header);
        var footer = header + length + "-----END ".Length;
        var close = text.Slice(footer, Math.Min(48, text.Length - footer)).IndexOf("-----");
        var end = close < 0 ? footer : footer + close + 5;
        return (anchor, end, end);
    }

    private static (int Start, int End, int Next) ReadUserInfo(ReadOnlySpan<char> text, int start)
    {
        var head = text.Slice(start, Math.Min(LongestUserInfo, text.Length - start));
        var length = head.IndexOfAny(UserInfoEnd);
        if (length <= 0 || head[length] != '@' || head[..length].IndexOf(':') is not (>= 0 and var colon))
            return (0, -1, start);
        var password = head[(colon + 1)..length];
        return password.Length < 4 || SecretShape.IsPlaceholder(password) || password is "password" or "passwd" or "pass" or "secret" or "token"
            ? (0, -1, start)
            : (start + colon + 1, start + length, start + length);
    }
}

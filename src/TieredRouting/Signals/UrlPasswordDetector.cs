using System.Buffers;

namespace TieredRouting.Signals;

/// <summary>The password in a URL: <c>scheme://user:password@host</c>.</summary>
internal sealed class UrlPasswordDetector : ITextDetector
{
    private const string Mark = "://";
    private const int LongestUserInfo = 256;

    private static readonly SearchValues<char> UserInfoEnd = SearchValues.Create("@/?#\"'<> \t\r\n\\");

    public bool MayFind(Cues seen) => seen.Has(Cues.At | Cues.Assignment);

    public void Find(ReadOnlySpan<char> text, List<SignalEvidence> found)
    {
        for (var from = 0; from < text.Length;)
        {
            var more = text[from..].IndexOf(Mark);
            if (more < 0)
                return;
            from += more + Mark.Length;
            var head = text.Slice(from, Math.Min(LongestUserInfo, text.Length - from));
            var length = head.IndexOfAny(UserInfoEnd);
            if (length <= 0 || head[length] != '@' || head[..length].IndexOf(':') is not (>= 0 and var colon))
                continue;
            var password = head[(colon + 1)..length];
            if (!SecretShape.IsNoPassword(password))
                found.Add(new SignalEvidence(EvidenceKinds.Credential, from + colon + 1, password.Length));
            from += length;
        }
    }
}

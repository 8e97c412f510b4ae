namespace TieredRouting.Signals;

/// <summary>
/// Addresses around an '@': up to 64 letters, digits and <c>._%+-'</c> before it, a host name of two labels or more after it,
/// whose last is of letters. Quoted local parts are not known; what follows <c>://</c> is the user of a URL, <c>git@host:path</c>
/// is a remote, and <c>image@2x.png</c> an image.
/// </summary>
internal sealed class EmailDetector : ITextDetector
{
    private const int LongestLocal = 64;
    private const int LongestDomain = 253;

    public bool MayFind(Cues seen) => seen.Has(Cues.At);

    public void Find(ReadOnlySpan<char> text, List<SignalEvidence> found)
    {
        var free = 0;
        for (var at = text.IndexOf('@'); at >= 0;)
        {
            var next = at + 1;
            var start = StartOfLocal(text, at);
            if (start >= free && EndOfDomain(text, next) is > 0 and var end && !IsScale(text[next..end]) && !IsRemote(text, start, at, end))
            {
                found.Add(new SignalEvidence(EvidenceKinds.Email, start, end - start));
                next = free = end;
            }

            var more = text[next..].IndexOf('@');
            at = more < 0 ? -1 : next + more;
        }
    }

    private static int StartOfLocal(ReadOnlySpan<char> text, int at)
    {
        var start = at;
        while (start > 0 && IsLocal(text[start - 1]))
        {
            start--;
            if (at - start > LongestLocal || text[start..].StartsWith(".."))
                return -1;
        }

        while (start < at && text[start] is '.' or '\'' or '-' or '+' or '%')
            start++;
        return start == at || text[at - 1] == '.' || text[..start].EndsWith("://") ? -1 : start;
    }

    /// <summary>How an image for finer screens is named.</summary>
    private static bool IsScale(ReadOnlySpan<char> domain)
    {
        var digits = TextBoundary.EndOfDigits(domain, 0);
        return digits > 0 && domain[digits..].StartsWith("x.", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether it is a repository by SSH, whose user is nobody's name.</summary>
    private static bool IsRemote(ReadOnlySpan<char> text, int start, int at, int end) =>
        text[start..at] is "git" && end + 1 < text.Length && text[end] == ':' && !char.IsWhiteSpace(text[end + 1]);

    private static bool IsLocal(char unit) => char.IsLetterOrDigit(unit) || unit is '.' or '_' or '%' or '+' or '-' or '\'';

    /// <summary>Where the longest host name from <paramref name="start"/> on ends, or -1.</summary>
    private static int EndOfDomain(ReadOnlySpan<char> text, int start)
    {
        var (end, label, labels) = (-1, start, 0);
        for (var i = start; i <= text.Length && i - start <= LongestDomain; i++)
        {
            if (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '-'))
                continue;
            if (!IsLabel(text[label..i]))
                return end;
            labels++;
            if (labels > 1 && IsTopLevel(text[label..i]))
                end = i;
            if (i == text.Length || text[i] != '.')
                return end;
            label = i + 1;
        }

        return -1;
    }

    private static bool IsLabel(ReadOnlySpan<char> label) => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-';

    private static bool IsTopLevel(ReadOnlySpan<char> label)
    {
        foreach (var unit in label)
        {
            if (!char.IsLetter(unit))
                return label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase);
        }

        return label.Length > 1;
    }
}

using System.Buffers;

namespace TieredRouting.Signals;

/// <summary>
/// Values given to a name that speaks of a secret: <c>password: …</c>, <c>api_key = "…"</c>, <c>AccountKey=…;</c>,
/// <c>Authorization: Bearer …</c>. What could not be a secret, such as a template's variable or a plain word, is none.
/// </summary>
internal sealed class AssignedCredentialDetector : ITextDetector
{
    private const int LongestName = 64;
    private const int LongestValue = 1024;

    private static readonly SearchValues<char> Signs = SearchValues.Create(":=");
    private static readonly SearchValues<char> Marks = SearchValues.Create("!@#$%^&*+~§€");
    private static readonly SearchValues<char> ValueEnd = SearchValues.Create("\"'`,;<>()[]{}|\\ \t\r\n\u00A0");

    public void Find(ReadOnlySpan<char> text, List<SignalEvidence> found)
    {
        for (var from = 0; from < text.Length;)
        {
            var more = text[from..].IndexOfAny(Signs);
            if (more < 0)
                return;
            var sign = from + more;
            from = sign + 1;
            var kind = SecretName.KindOf(NameBefore(text, sign));
            if (kind == SecretNameKind.None)
                continue;
            var start = StartOfValue(text, from);
            var end = EndOfValue(text, start);
            if (end == start || !IsSecret(kind, text[start..end]))
                continue;
            found.Add(new SignalEvidence(EvidenceKinds.Credential, start, end - start));
            from = end;
        }
    }

    /// <summary>The name that ends before a sign, whatever quotes or spaces stand between.</summary>
    private static ReadOnlySpan<char> NameBefore(ReadOnlySpan<char> text, int sign)
    {
        var end = sign;
        for (var skipped = 0; end > 0 && skipped < 4 && text[end - 1] is ' ' or '"' or '\'' or ':' or '?' or ']' or '*' or '\\'; skipped++)
            end--;
        var start = end;
        while (start > 0 && end - start < LongestName && (TextBoundary.IsWord(text[start - 1]) || text[start - 1] is '-' or '.'))
            start--;
        return text[start..end];
    }

    private static int StartOfValue(ReadOnlySpan<char> text, int from)
    {
        var start = from;
        while (start < text.Length && start - from < 6 && text[start] is '=' or '>' or ':' or ' ' or '\t' or '"' or '\'' or '\\' or '*')
            start++;
        foreach (var scheme in (ReadOnlySpan<string>)["Bearer ", "Basic ", "Token ", "Api-Token "])
        {
            if (text[start..].StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                return start + scheme.Length;
        }

        return start;
    }

    private static int EndOfValue(ReadOnlySpan<char> text, int start)
    {
        var head = text.Slice(start, Math.Min(LongestValue, text.Length - start));
        var length = head.IndexOfAny(ValueEnd);
        var end = start + (length < 0 ? head.Length : length);
        while (end > start && text[end - 1] is '.' or '!' or '?')
            end--;
        return end;
    }

    private static bool IsSecret(SecretNameKind kind, ReadOnlySpan<char> value) => !SecretShape.IsPlaceholder(value) && !IsCode(value) && kind switch
    {
        SecretNameKind.Password => value.Length >= 6 && HasTwoClasses(value) && SecretShape.Entropy(value) >= 2.0,
        SecretNameKind.Token => value.Length >= 10 && SecretShape.IsRandom(value, 2.8),
        _ => value.Length >= 16 && SecretShape.IsRandom(value, 3.2),
    };

    /// <summary>A path, an address or a member of something.</summary>
    private static bool IsCode(ReadOnlySpan<char> value) =>
        value[0] is '/' or '.' && value[1..].Contains('/') || value.Contains("://", StringComparison.Ordinal) || value.Contains("env.", StringComparison.OrdinalIgnoreCase);

    /// <summary>Letters with digits or signs among them: a plain word is no password that could be told from prose.</summary>
    private static bool HasTwoClasses(ReadOnlySpan<char> value)
    {
        if (!SecretShape.HasLetter(value))
            return value.Length >= 8 && SecretShape.HasDigit(value);
        return SecretShape.HasDigit(value) || value.ContainsAny(Marks);
    }
}

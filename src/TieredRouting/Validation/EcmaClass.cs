using System.Text;

namespace TieredRouting.Validation;

/// <summary>Translates a character class such as <c>[^\w-]</c>.</summary>
internal static class EcmaClass
{
    /// <summary>Reads the class that starts at <paramref name="at"/>; answers why it is refused, or null.</summary>
    public static string? Translate(string pattern, ref int at, StringBuilder text)
    {
        var start = at + 1;
        var negated = start < pattern.Length && pattern[start] == '^';
        var body = new StringBuilder();
        at = negated ? start + 1 : start;
        if (at < pattern.Length && pattern[at] == ']')
            return "has an empty character class";

        string? reason = null;
        var complement = false;
        while (reason is null && at < pattern.Length && pattern[at] != ']')
            reason = TranslateMember(pattern, ref at, body, ref complement);
        if (reason is not null || at >= pattern.Length)
            return reason ?? "has a character class that is not closed";

        at++;
        var set = negated ? $"[^{body}{EcmaEscape.Surrogates}]" : $"[{body}]";
        // Members are within the first plane, so what lies beyond is in the class exactly if it is negated or holds a complement.
        text.Append(negated != complement ? $"(?:{EcmaEscape.Pair}|{set})" : set);
        return null;
    }

    private static string? TranslateMember(string pattern, ref int at, StringBuilder body, ref bool complement)
    {
        var c = pattern[at];
        if (char.IsSurrogate(c))
            return "has a character beyond U+FFFF in a character class";
        if (c == '\\')
            return TranslateEscape(pattern, ref at, body, ref complement);

        body.Append(c is '[' or '^' ? $@"\{c}" : c.ToString());
        at++;
        return null;
    }

    private static string? TranslateEscape(string pattern, ref int at, StringBuilder body, ref bool complement)
    {
        var before = at;
        var ranged = body.Length > 0 && pattern[before - 1] == '-';
        var reason = EcmaEscape.TranslateInClass(pattern, ref at, body, out var kind);
        complement |= kind == EcmaMember.Complement;
        if (reason is not null || kind == EcmaMember.Character)
            return reason;

        // [\w-.] and [a-\d] are no ranges, and engines disagree on what they are instead.
        var followed = at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']';
        return ranged || followed ? "has a range that begins or ends with a class escape" : null;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace TieredRouting.Validation;

/// <summary>
/// Compiles a schema's <c>pattern</c>, an ECMA-262 expression, into one that matches in linear time whatever the answer
/// holds. What would mean something else to the platform, or needs backtracking, is refused with a reason.
/// </summary>
internal static class EcmaPattern
{
    private const string AnyCodePoint = $@"(?:{EcmaEscape.Pair}|[^\n\r\u2028\u2029{EcmaEscape.Surrogates}])";

    public static bool TryCompile(string pattern, [NotNullWhen(true)] out Regex? regex, [NotNullWhen(false)] out string? reason)
    {
        regex = null;
        if (!TryTranslate(pattern, out var translated, out reason))
            return false;

        try
        {
            regex = new Regex(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return true;
        }
        catch (ArgumentException)
        {
            reason = "is not a valid regular expression";
        }
        catch (NotSupportedException)
        {
            reason = "is too large to match in linear time, or needs backtracking";
        }

        return false;
    }

    private static bool TryTranslate(string pattern, [NotNullWhen(true)] out string? translated, [NotNullWhen(false)] out string? reason)
    {
        var text = new StringBuilder(pattern.Length + 16);
        translated = reason = null;
        for (var at = 0; at < pattern.Length && reason is null;)
            reason = TranslateAtom(pattern, ref at, text);

        translated = reason is null ? text.ToString() : null;
        return translated is not null;
    }

    private static string? TranslateAtom(string pattern, ref int at, StringBuilder text)
    {
        switch (pattern[at])
        {
            case '\\': return EcmaEscape.TranslateOutsideClass(pattern, ref at, text);
            case '[': return EcmaClass.Translate(pattern, ref at, text);
            case '(': return TranslateGroup(pattern, ref at, text);
            case '{': return TranslateQuantifier(pattern, ref at, text);
            case '.': return Write(AnyCodePoint, 1, ref at, text);
            // The end of the input only: the platform's own also matches before a last line break.
            case '$': return Write(@"\z", 1, ref at, text);
            case ']' or '}': return Write($@"\{pattern[at]}", 1, ref at, text);
            default: return TranslateLiteral(pattern, ref at, text);
        }
    }

    private static string? TranslateLiteral(string pattern, ref int at, StringBuilder text) =>
        char.IsHighSurrogate(pattern[at]) && at + 1 < pattern.Length
            ? Write($"(?:{pattern.AsSpan(at, 2)})", 2, ref at, text)
            : Write(pattern[at].ToString(), 1, ref at, text);

    private static string? TranslateGroup(string pattern, ref int at, StringBuilder text)
    {
        var rest = pattern.AsSpan(at + 1);
        if (rest.StartsWith("?=") || rest.StartsWith("?!") || rest.StartsWith("?<=") || rest.StartsWith("?<!"))
            return "uses a lookaround, which cannot be matched in linear time";
        if (rest.StartsWith("?:"))
            return Write("(?:", 3, ref at, text);
        if (rest.StartsWith("?<") && rest.IndexOf('>') is > 2 and var end)
            return Write("(?:", end + 2, ref at, text);

        return rest.StartsWith("?") ? "uses a group that ECMA-262 does not have" : Write("(", 1, ref at, text);
    }

    private static string? TranslateQuantifier(string pattern, ref int at, StringBuilder text)
    {
        var end = pattern.IndexOf('}', at);
        var bounds = end < 0 ? [] : pattern[(at + 1)..end].Split(',');
        var valid = bounds is [{ Length: > 0 }] or [{ Length: > 0 }, _] && Array.TrueForAll(bounds, bound => bound.All(char.IsAsciiDigit));
        return valid ? Write(pattern[at..(end + 1)], end + 1 - at, ref at, text) : "has a { that is no quantifier: write \\{";
    }

    private static string? Write(string translated, int consumed, ref int at, StringBuilder text)
    {
        text.Append(translated);
        at += consumed;
        return null;
    }
}

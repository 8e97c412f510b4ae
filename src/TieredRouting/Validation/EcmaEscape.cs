using System.Globalization;
using System.Text;

namespace TieredRouting.Validation;

/// <summary>Translates escapes, with the sets that ECMA-262 gives them: ASCII digits and words, its own white space.</summary>
internal static class EcmaEscape
{
    private const string Digits = "0-9";
    private const string NoDigits = @"\u0000-/:-\uD7FF\uE000-\uFFFF";
    private const string Words = "A-Za-z0-9_";
    private const string NoWords = @"\u0000-/:-@\[-\^`\{-\uD7FF\uE000-\uFFFF";
    private const string Spaces = @"\t-\r \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF";
    private const string NoSpaces = @"\u0000-\u0008\u000E-\u001F!-\u009F\u00A1-\u167F\u1681-\u1FFF\u200B-\u2027\u202A-\u202E\u2030-\u205E\u2060-\u2FFF\u3001-\uD7FF\uE000-\uFEFE\uFF00-\uFFFF";

    /// <summary>One character beyond the first plane, which is two of the platform's.</summary>
    public const string Pair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";

    /// <summary>What a set must leave out for such a character never to count as two.</summary>
    public const string Surrogates = @"\uD800-\uDFFF";

    private static readonly HashSet<string> Categories = new(
        "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp".Split(' '), StringComparer.Ordinal);

    public static string? TranslateOutsideClass(string pattern, ref int at, StringBuilder text)
    {
        var member = new StringBuilder();
        var letter = at + 1 < pattern.Length ? pattern[at + 1] : '\0';
        if (letter is 'b' or 'B')
            return "uses \\b, whose words are ASCII in ECMA-262 and cannot be told in linear time";

        var reason = TranslateInClass(pattern, ref at, member, out var kind);
        if (reason is null)
            text.Append(kind switch
            {
                EcmaMember.Complement => $"(?:{Pair}|[{member}])",
                EcmaMember.Set => $"[{member}]",
                _ => member,
            });

        return reason;
    }

    /// <summary>Reads one escape and moves past it; answers why it is refused, or null.</summary>
    public static string? TranslateInClass(string pattern, ref int at, StringBuilder text, out EcmaMember kind)
    {
        var letter = at + 1 < pattern.Length ? pattern[at + 1] : '\0';
        var set = SetOf(letter);
        kind = letter is 'D' or 'W' or 'S' ? EcmaMember.Complement : set is not null || letter is 'p' ? EcmaMember.Set : EcmaMember.Character;
        if (set is not null)
            return Write(set, 2, ref at, text);

        return letter switch
        {
            'p' => TranslateCategory(pattern, ref at, text),
            'x' => TranslateHex(pattern, 2, ref at, text),
            'u' => TranslateHex(pattern, 4, ref at, text),
            'b' or 't' or 'n' or 'v' or 'f' or 'r' => Write($@"\{letter}", 2, ref at, text),
            '0' when !IsDigit(pattern, at + 2) => Write(@"\u0000", 2, ref at, text),
            >= '0' and <= '9' or 'k' => "uses a backreference, which cannot be matched in linear time",
            '/' => Write("/", 2, ref at, text),
            _ when @"^$\.*+?()[]{}|-".Contains(letter, StringComparison.Ordinal) => Write($@"\{letter}", 2, ref at, text),
            _ => "uses an escape that ECMA-262 does not have, or that is matched differently here",
        };
    }

    private static string? SetOf(char letter) => letter switch
    {
        'd' => Digits,
        'D' => NoDigits,
        'w' => Words,
        'W' => NoWords,
        's' => Spaces,
        'S' => NoSpaces,
        _ => null,
    };

    private static string? TranslateCategory(string pattern, ref int at, StringBuilder text)
    {
        var end = pattern.IndexOf('}', at);
        var name = end > at + 3 && pattern[at + 2] == '{' ? pattern[(at + 3)..end] : "";
        return Categories.Contains(name)
            ? Write($@"\p{{{name}}}", name.Length + 4, ref at, text)
            : "uses a Unicode property other than a general category such as \\p{L}";
    }

    private static string? TranslateHex(string pattern, int digits, ref int at, StringBuilder text)
    {
        var hex = at + 2 + digits <= pattern.Length ? pattern.AsSpan(at + 2, digits) : [];
        if (!ushort.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            return "has an incomplete hexadecimal escape";

        return char.IsSurrogate((char)unit)
            ? "escapes half of a surrogate pair: write the character itself"
            : Write($@"\u{unit:X4}", digits + 2, ref at, text);
    }

    private static bool IsDigit(string pattern, int at) => at < pattern.Length && char.IsAsciiDigit(pattern[at]);

    private static string? Write(string translated, int consumed, ref int at, StringBuilder text)
    {
        text.Append(translated);
        at += consumed;
        return null;
    }
}

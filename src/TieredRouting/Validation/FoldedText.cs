using System.Text;

namespace TieredRouting.Validation;

/// <summary>
/// A text without what does not change its meaning: composed Unicode (where the host's globalization is not invariant), single spaces, straight quotes and dashes, and without the quotes, marks of
/// emphasis and the full stop around it. Signs inside a text stay: they may be all that two answers differ in.
/// </summary>
internal static class FoldedText
{
    public static string Of(string text)
    {
        var composed = IsWhole(text) ? text.Normalize(NormalizationForm.FormC) : text;
        return Bare(Plain(composed)).ToString();
    }

    /// <summary>
    /// In lower case, word by word; but a word that mixes cases, other than with a capital at its beginning, is taken for an identifier and left as it is.
    /// </summary>
    public static string WithoutCase(string text) =>
        text.Any(char.IsUpper) ? string.Join(' ', text.Split(' ').Select(static word => IsMixed(word) ? word : word.ToLowerInvariant())) : text;

    private static bool IsMixed(string word)
    {
        var letters = word.Where(char.IsLetter).ToArray();
        return letters.Skip(1).Any(char.IsUpper) && letters.Any(char.IsLower);
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var unit in text)
            if (!char.IsWhiteSpace(unit))
                plain.Append(Straight(unit));
            else if (plain.Length > 0 && plain[^1] != ' ')
                plain.Append(' ');
        return plain.ToString();
    }

    private static char Straight(char unit) => unit switch
    {
        '‘' or '’' or '‚' => '\'',
        '“' or '”' or '„' or '«' or '»' => '"',
        '−' or '–' or '—' or '‐' or '‑' => '-',
        _ => unit,
    };

    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> text)
    {
        for (var before = -1; before != text.Length;)
        {
            before = text.Length;
            text = text.Trim(' ');
            if (text.Length > 1 && text[0] == text[^1] && text[0] is '"' or '\'' or '`' or '*')
                text = text[1..^1];
            else if (text.Length > 1 && text[^1] == '.' && char.IsLetterOrDigit(text[^2]))
                text = text[..^1];
        }

        return text;
    }

    /// <summary>Half of a surrogate pair cannot be composed.</summary>
    private static bool IsWhole(string text)
    {
        for (var at = 0; at < text.Length; at++)
            if (char.IsSurrogate(text[at]) && (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[++at])))
                return false;
        return true;
    }
}

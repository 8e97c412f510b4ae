namespace TieredRouting.Validation;

/// <summary>Compares the beginning of a text with phrases, whole words only.</summary>
internal static class Phrases
{
    /// <summary>The length of the first phrase that the text begins with; zero if there is none.</summary>
    public static int LengthOfAny(ReadOnlySpan<char> text, ReadOnlySpan<string> phrases)
    {
        foreach (var phrase in phrases)
            if (text.StartsWith(phrase, StringComparison.Ordinal) && !WordAt(text, phrase.Length))
                return phrase.Length;
        return 0;
    }

    public static bool StartsWithAny(ReadOnlySpan<char> text, ReadOnlySpan<string> phrases) => LengthOfAny(text, phrases) > 0;

    /// <summary>The text behind all the phrases it begins with, and the spaces and commas between them.</summary>
    public static ReadOnlySpan<char> Skip(ReadOnlySpan<char> text, ReadOnlySpan<string> phrases)
    {
        text = text.TrimStart(" ,");
        while (LengthOfAny(text, phrases) is > 0 and var length)
            text = text[length..].TrimStart(" ,");
        return text;
    }

    /// <summary>Whether one of the phrases stands anywhere in the text.</summary>
    public static bool ContainsAny(ReadOnlySpan<char> text, ReadOnlySpan<string> phrases)
    {
        for (var at = 0; at < text.Length; at++)
            if ((at == 0 || !WordAt(text, at - 1)) && StartsWithAny(text[at..], phrases))
                return true;
        return false;
    }

    private static bool WordAt(ReadOnlySpan<char> text, int index) => index < text.Length && char.IsLetterOrDigit(text[index]);
}

namespace TieredRouting.Signals;

/// <summary>Where words of a text begin and end.</summary>
internal static class TextBoundary
{
    public static bool IsWord(char unit) => char.IsLetterOrDigit(unit) || unit == '_';

    /// <summary>Whether a word goes on to the left of <paramref name="index"/>.</summary>
    public static bool WordBefore(ReadOnlySpan<char> text, int index) => index > 0 && IsWord(text[index - 1]);

    /// <summary>Whether a word goes on at <paramref name="index"/>.</summary>
    public static bool WordAt(ReadOnlySpan<char> text, int index) => index < text.Length && IsWord(text[index]);

    /// <summary>The first place from <paramref name="from"/> on whose character is not one of <paramref name="run"/>.</summary>
    public static int EndOf(ReadOnlySpan<char> text, int from, System.Buffers.SearchValues<char> run)
    {
        var length = text[from..].IndexOfAnyExcept(run);
        return length < 0 ? text.Length : from + length;
    }
}

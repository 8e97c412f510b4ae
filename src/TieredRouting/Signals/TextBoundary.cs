using System.Buffers;

namespace TieredRouting.Signals;

/// <summary>Where words, numbers and lines of a text begin and end.</summary>
internal static class TextBoundary
{
    private const int ShortGroup = 8;

    public static bool IsWord(char unit) => char.IsLetterOrDigit(unit) || unit == '_';

    /// <summary>A space that may stand between the groups of one number: also those that do not break a line.</summary>
    public static bool IsSpace(char unit) => unit is ' ' or '\u00A0' or '\u202F';

    /// <summary>A hyphen, also the one that does not break a line.</summary>
    public static bool IsHyphen(char unit) => unit is '-' or '\u2011';

    /// <summary>Whether a word goes on to the left of <paramref name="index"/>.</summary>
    public static bool WordBefore(ReadOnlySpan<char> text, int index) => index > 0 && IsWord(text[index - 1]);

    /// <summary>Whether a word goes on at <paramref name="index"/>.</summary>
    public static bool WordAt(ReadOnlySpan<char> text, int index) => index < text.Length && IsWord(text[index]);

    /// <summary>Whether a digit from 0 to 9 stands at <paramref name="index"/>, which may lie outside of the text.</summary>
    public static bool DigitAt(ReadOnlySpan<char> text, int index) => (uint)index < (uint)text.Length && char.IsAsciiDigit(text[index]);

    /// <summary>The first place from <paramref name="from"/> on whose character is not one of <paramref name="run"/>.</summary>
    public static int EndOf(ReadOnlySpan<char> text, int from, SearchValues<char> run)
    {
        var length = text[from..].IndexOfAnyExcept(run);
        return length < 0 ? text.Length : from + length;
    }

    /// <summary>The first place from <paramref name="from"/> on that holds no digit from 0 to 9.</summary>
    public static int EndOfDigits(ReadOnlySpan<char> text, int from)
    {
        // Nearly all groups are short; a search is worth its price only beyond.
        for (var near = Math.Min(text.Length, from + ShortGroup); from < near; from++)
        {
            if (!char.IsAsciiDigit(text[from]))
                return from;
        }

        var length = text[from..].IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? text.Length : from + length;
    }
}

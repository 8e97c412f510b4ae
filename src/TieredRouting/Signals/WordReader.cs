using System.Globalization;

namespace TieredRouting.Signals;

/// <summary>
/// The words of a text in small letters, by no culture's rules. Apostrophes and what cannot be seen are left out of them, so that nothing is hidden by a zero-width space.
/// An ideograph is a word by itself.
/// </summary>
internal static class WordReader
{
    /// <summary>The most units of a word; what is longer goes on as another.</summary>
    public const int Longest = 40;

    /// <summary>Reads the next word, and says how long it is; 0 where none is left.</summary>
    public static int Next(ReadOnlySpan<char> text, ref int at, Span<char> word)
    {
        var length = 0;
        for (; at < text.Length && length < Longest; at++)
        {
            var unit = text[at];
            if (IsIdeograph(unit))
            {
                if (length > 0)
                    return length;
                word[0] = unit;
                at++;
                return 1;
            }

            if (IsPart(unit))
                word[length++] = Small(unit);
            else if (length > 0 && !IsSilent(unit))
                return length;
        }

        return length;
    }

    private static char Small(char unit) => char.IsAsciiLetterUpper(unit) ? (char)(unit | 0x20) : unit < 0x80 ? unit : char.ToLowerInvariant(unit);

    private static bool IsPart(char unit) => unit < 0x80
        ? char.IsAsciiLetterOrDigit(unit)
        : char.IsLetterOrDigit(unit) || char.IsSurrogate(unit) || char.GetUnicodeCategory(unit) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsSilent(char unit) => unit is '\'' or '’' || (unit >= 0x80 && char.GetUnicodeCategory(unit) == UnicodeCategory.Format);

    private static bool IsIdeograph(char unit) => unit is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF';
}

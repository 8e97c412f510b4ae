using System.Globalization;

namespace TieredRouting.Signals;

/// <summary>Reads a number as people write it: <c>4,000</c>, <c>4.000</c>, <c>4 000</c>, <c>2.5</c>. Where it could be two numbers, it is the larger.</summary>
internal static class SizeNumber
{
    private const int MostDigits = 27;

    /// <summary>The number that begins at <paramref name="start"/>, and where it ends.</summary>
    public static decimal Read(ReadOnlySpan<char> text, int start, out int end)
    {
        Span<char> digits = stackalloc char[MostDigits + 1];
        var (count, fraction) = (0, -1);
        for (end = start; end < text.Length; end++)
        {
            var unit = text[end];
            if (char.IsAsciiDigit(unit))
            {
                if (count < MostDigits)
                    digits[count++] = unit;
                else if (fraction < 0)
                    return Endless(text, ref end);
            }
            else if (fraction >= 0 || !IsSeparator(unit) || !TextBoundary.DigitAt(text, end + 1))
                break;
            else if (!IsGroup(text, end))
            {
                if (unit is not ('.' or ','))
                    break;
                fraction = count;
            }
        }

        var whole = decimal.Parse(digits[..(fraction < 0 ? count : fraction)], NumberStyles.None, CultureInfo.InvariantCulture);
        return fraction < 0 || fraction == count ? whole : whole + Fraction(digits[fraction..count]);
    }

    private static decimal Endless(ReadOnlySpan<char> text, ref int end)
    {
        end = TextBoundary.EndOfDigits(text, end);
        return decimal.MaxValue;
    }

    private static decimal Fraction(ReadOnlySpan<char> digits)
    {
        var value = 0m;
        for (var i = digits.Length - 1; i >= 0; i--)
            value = (value + (digits[i] - '0')) / 10;
        return value;
    }

    private static bool IsSeparator(char unit) => unit is '.' or ',' or '\'' || TextBoundary.IsSpace(unit);

    /// <summary>Whether exactly three digits follow: then the sign parts thousands.</summary>
    private static bool IsGroup(ReadOnlySpan<char> text, int separator) =>
        TextBoundary.DigitAt(text, separator + 1) && TextBoundary.DigitAt(text, separator + 2) && TextBoundary.DigitAt(text, separator + 3) && !TextBoundary.DigitAt(text, separator + 4);
}

using System.Globalization;

namespace TieredRouting.Gates;

/// <summary>What digits come to, however they are grouped.</summary>
internal static class Numerals
{
    private const int MostDigits = 27;

    /// <summary>The value of a number with points, commas or spaces in it. What has three digits behind each of them is grouped, else the last one is the decimal sign.</summary>
    public static decimal ValueOf(ReadOnlySpan<char> number)
    {
        var sign = number.LastIndexOfAny('.', ',');
        var isDecimal = sign >= 0 && (number.Length - sign - 1 != 3 || number[0] == '0');
        Span<char> digits = stackalloc char[MostDigits + 1];
        var length = 0;
        for (var i = 0; i < number.Length && length < MostDigits; i++)
        {
            if (char.IsAsciiDigit(number[i]))
                digits[length++] = number[i];
            else if (i == sign && isDecimal)
                digits[length++] = '.';
        }

        return decimal.TryParse(digits[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : 0m;
    }

    /// <summary>What a word behind a number multiplies it by; 1 for none.</summary>
    public static decimal MultiplierOf(ReadOnlySpan<char> word) => word switch
    {
        "k" or "K" or "thousand" or "tausend" or "mille" => 1_000m,
        "m" or "M" or "mn" or "mio" or "Mio" or "million" or "millions" or "Million" or "Millionen" or "millones" => 1_000_000m,
        "bn" or "billion" or "billions" or "Mrd" or "Milliarden" or "milliards" => 1_000_000_000m,
        _ => 1m,
    };
}

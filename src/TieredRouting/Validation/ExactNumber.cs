using System.Globalization;
using System.Numerics;

namespace TieredRouting.Validation;

/// <summary>A decimal number of any size, in one form only: 1, 1.0 and 10e-1 are equal. Nothing is ever rounded.</summary>
internal readonly record struct ExactNumber
{
    /// <summary>Digits of an exponent; what needs more is beyond any meaning.</summary>
    private const int LongestExponent = 9;

    /// <summary>Multiplying takes quadratic time, and no measure has more digits.</summary>
    private const int LongestFactor = 64;

    private ExactNumber(bool negative, string digits, long exponent) => (Negative, Digits, Exponent) = (negative, digits, exponent);

    public bool Negative { get; }

    /// <summary>The significant digits, without zeros at either end; empty for zero.</summary>
    public string Digits { get; }

    /// <summary>The power of ten that the digits are multiplied by.</summary>
    public long Exponent { get; }

    /// <summary>Reads a number as JSON writes it; leading zeros are allowed.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out ExactNumber number)
    {
        number = default;
        var negative = text.StartsWith('-');
        var mantissa = negative ? text[1..] : text;
        long exponent = 0;
        if (mantissa.IndexOfAny('e', 'E') is >= 0 and var mark)
        {
            if (!TryReadExponent(mantissa[(mark + 1)..], out exponent))
                return false;
            mantissa = mantissa[..mark];
        }

        var point = mantissa.IndexOf('.');
        var digits = point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..]);
        if (digits.Length == 0 || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return false;

        number = Create(negative, digits, exponent - (point < 0 ? 0 : mantissa.Length - point - 1));
        return true;
    }

    /// <summary>The number times a factor, or <see langword="null"/> where it has more digits than a measure has.</summary>
    public ExactNumber? Times(long factor) => Digits switch
    {
        _ when factor == 1 => this,
        { Length: > LongestFactor } => null,
        _ => Create(Negative, (BigInteger.Parse($"0{Digits}", CultureInfo.InvariantCulture) * factor).ToString(CultureInfo.InvariantCulture), Exponent),
    };

    private static ExactNumber Create(bool negative, string digits, long exponent)
    {
        var significant = digits.AsSpan().TrimStart('0');
        var trimmed = significant.TrimEnd('0');
        return trimmed.IsEmpty ? new ExactNumber(false, "", 0) : new ExactNumber(negative, trimmed.ToString(), exponent + significant.Length - trimmed.Length);
    }

    private static bool TryReadExponent(ReadOnlySpan<char> text, out long exponent)
    {
        exponent = 0;
        return text.Length <= LongestExponent + 1 && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Negative ? "-" : "")}{Digits}e{Exponent}");
}

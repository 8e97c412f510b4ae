namespace TieredRouting.Signals;

/// <summary>The checks that national numbers carry. All take digits, and large letters where the number has them.</summary>
internal static class IdChecks
{
    private const string SpanishLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static ReadOnlySpan<byte> ItalianOdd => [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

    /// <summary>United States: no area 000, 666 or from 900 on, no group 00, no serial 0000; or a taxpayer's number, from 900 on with its own groups.</summary>
    public static bool IsSocialSecurity(ReadOnlySpan<char> digits)
    {
        var (area, group, serial) = (Number(digits[..3]), Number(digits[3..5]), Number(digits[5..]));
        return area >= 900
            ? group is >= 50 and <= 65 or >= 70 and <= 88 or >= 90 and <= 92 or >= 94
            : area is not (0 or 666) && group != 0 && serial != 0;
    }

    /// <summary>United Kingdom's national insurance: prefixes that are given out, six digits and a letter from A to D.</summary>
    public static bool IsNationalInsurance(ReadOnlySpan<char> id) =>
        char.IsAsciiLetter(id[0]) && char.IsAsciiLetter(id[1]) && AllDigits(id[2..8]) && id[8] is >= 'A' and <= 'D'
        && !"DFIQUV".Contains(id[0]) && !"DFIQUVO".Contains(id[1]) && id[..2] is not ("BG" or "GB" or "KN" or "NK" or "NT" or "TN" or "ZZ");

    /// <summary>United Kingdom's health service: the tenth digit makes a weighted sum a multiple of 11.</summary>
    public static bool IsHealthService(ReadOnlySpan<char> digits)
    {
        var (sum, weighted) = Sums(digits[..9]);
        var check = (11 - (weighted + sum) % 11) % 11;
        return check < 10 && check == digits[9] - '0' && digits.ContainsAnyExcept(digits[0]);
    }

    /// <summary>Brazil's CPF: two digits, each from a weighted sum of all before.</summary>
    public static bool IsBrazilian(ReadOnlySpan<char> digits)
    {
        var (sum, weighted) = Sums(digits[..9]);
        var (first, second) = (digits[9] - '0', digits[10] - '0');
        // The first check digit is one of those that the second is made of, and each of them then counts once more.
        return BrazilianDigit(weighted + sum) == first && BrazilianDigit(weighted + 2 * sum + 2 * first) == second && digits.ContainsAnyExcept(digits[0]);
    }

    /// <summary>Switzerland's AHV number: 756 and a digit as on goods.</summary>
    public static bool IsSwiss(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < 13; i++)
            sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
        return digits.StartsWith("756") && sum % 10 == 0;
    }

    /// <summary>Spain's DNI and NIE: a letter by the remainder of 23.</summary>
    public static bool IsSpanish(ReadOnlySpan<char> id)
    {
        var foreign = "XYZ".IndexOf(id[0]);
        if (!AllDigits(id[1..8]) || !(foreign >= 0 || char.IsAsciiDigit(id[0])))
            return false;
        return id[8] == SpanishLetters[(Number(id[1..8]) + (foreign >= 0 ? foreign : id[0] - '0') * 10_000_000) % 23];
    }

    /// <summary>Italy's codice fiscale: letters and digits in their places, and a letter for their sum.</summary>
    public static bool IsItalian(ReadOnlySpan<char> id)
    {
        var sum = 0;
        for (var i = 0; i < 16; i++)
        {
            var isDigit = i is 6 or 7 or 9 or 10 or 12 or 13 or 14;
            if (isDigit ? !char.IsAsciiDigit(id[i]) : !char.IsAsciiLetter(id[i]))
                return false;
            var value = isDigit ? id[i] - '0' : id[i] - 'A';
            sum += i == 15 ? 0 : i % 2 == 0 ? ItalianOdd[value] : value;
        }

        return id[15] - 'A' == sum % 26;
    }

    /// <summary>France's NIR: sex, year and month, and 97 less the remainder by 97.</summary>
    public static bool IsFrench(ReadOnlySpan<char> digits) =>
        digits[0] is '1' or '2' && Number(digits[3..5]) is >= 1 and <= 12 or >= 20 and <= 42 && 97 - Long(digits[..13]) % 97 == Number(digits[13..]);

    /// <summary>Germany's tax number: a digit by ISO 7064, MOD 11,10.</summary>
    public static bool IsGerman(ReadOnlySpan<char> digits)
    {
        var product = 10;
        foreach (var digit in digits[..10])
        {
            var sum = (digit - '0' + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return digits[0] != '0' && (11 - product) % 10 == digits[10] - '0';
    }

    public static bool AllDigits(ReadOnlySpan<char> id) => !id.ContainsAnyExceptInRange('0', '9');

    private static int BrazilianDigit(int sum) => sum * 10 % 11 % 10;

    /// <summary>The sum of the digits, and the sum of all such sums on the way: in it the last digit counts once, the one before twice.</summary>
    private static (int Sum, int Weighted) Sums(ReadOnlySpan<char> digits)
    {
        var (sum, weighted) = (0, 0);
        foreach (var digit in digits)
        {
            sum += digit - '0';
            weighted += sum;
        }

        return (sum, weighted);
    }

    private static int Number(ReadOnlySpan<char> digits) => (int)Long(digits);

    private static long Long(ReadOnlySpan<char> digits)
    {
        var number = 0L;
        foreach (var digit in digits)
            number = number * 10 + digit - '0';
        return number;
    }
}

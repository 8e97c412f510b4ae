namespace TieredRouting.Signals;

/// <summary>
/// Payment cards: 13 to 19 digits with a known issuer's prefix and a Luhn check digit, in one piece or in groups (the first
/// of four digits, the others of three to six) with the same separator between all of them: a hyphen, a dot, one space or two.
/// </summary>
internal sealed class CreditCardDetector() : NumberDetector(
    EvidenceKinds.CreditCard,
    new DigitSigns { Length = length => length is 4, Before = BeginsNumber, Behind = IsSeparator, SecondBehind = unit => char.IsAsciiDigit(unit) || TextBoundary.IsSpace(unit), LeastDigits = Shortest },
    new DigitSigns { Length = length => length >= Shortest, Before = BeginsNumber, Behind = unit => !TextBoundary.IsWord(unit) })
{
    private const int Shortest = 13;
    private const int Longest = 19;

    public override (int Start, int End, int Next) Read(ReadOnlySpan<char> text, in DigitGroup group, int free, ref NumberTrail trail)
    {
        var end = BeginsAsIssued(text, group.Start) && !IsDecimal(text, group.Start) ? EndOf(text, group.Start) : -1;
        return (group.Start, end, end > 0 ? end : group.End);
    }

    /// <summary>Whether any issuer's prefix begins with these two digits.</summary>
    private static bool BeginsAsIssued(ReadOnlySpan<char> text, int start) => text[start] switch
    {
        '1' => text[start + 1] == '8',
        '2' => text[start + 1] is >= '1' and <= '7',
        >= '3' and <= '6' => true,
        _ => false,
    };

    private static bool BeginsNumber(char before) => !TextBoundary.IsWord(before);

    private static bool IsDecimal(ReadOnlySpan<char> text, int start) => start > 1 && text[start - 1] == '.' && char.IsAsciiDigit(text[start - 2]);

    /// <summary>Where the longest card from <paramref name="start"/> on ends, or -1.</summary>
    private static int EndOf(ReadOnlySpan<char> text, int start)
    {
        Span<char> digits = stackalloc char[Longest];
        var separator = ReadOnlySpan<char>.Empty;
        var (count, end) = (0, -1);
        for (var at = start; ;)
        {
            var group = TextBoundary.EndOfDigits(text, at) - at;
            if (count + group > Longest || !Fits(group, count))
                return end;
            text.Slice(at, group).CopyTo(digits[count..]);
            (count, at) = (count + group, at + group);
            if (count >= Shortest && !TextBoundary.WordAt(text, at) && IsCard(digits[..count]))
                end = at;
            var next = SeparatorAt(text, at);
            if (next.IsEmpty || (!separator.IsEmpty && !next.SequenceEqual(separator)))
                return end;
            separator = next;
            at += next.Length;
        }
    }

    private static bool Fits(int group, int before) => before switch
    {
        0 => group is 4 or >= Shortest,
        _ => group is >= 3 and <= 6,
    };

    /// <summary>What stands between two groups; nothing where no other group follows.</summary>
    private static ReadOnlySpan<char> SeparatorAt(ReadOnlySpan<char> text, int at)
    {
        if (at == text.Length || !IsSeparator(text[at]))
            return [];
        var length = at + 1 < text.Length && TextBoundary.IsSpace(text[at]) && text[at + 1] == text[at] ? 2 : 1;
        return TextBoundary.DigitAt(text, at + length) ? text.Slice(at, length) : [];
    }

    private static bool IsSeparator(char unit) => TextBoundary.IsSpace(unit) || TextBoundary.IsHyphen(unit) || unit == '.';

    private static bool IsCard(ReadOnlySpan<char> digits) => PassesLuhn(digits) && IsIssued(Prefix(digits), digits.Length);

    private static int Prefix(ReadOnlySpan<char> digits)
    {
        var prefix = 0;
        foreach (var digit in digits[..6])
            prefix = prefix * 10 + digit - '0';
        return prefix;
    }

    /// <summary>Whether an issuer makes cards of this length with this prefix.</summary>
    private static bool IsIssued(int prefix, int length) => prefix switch
    {
        >= 400000 and <= 499999 => length is 13 or 16 or 19,
        >= 510000 and <= 559999 or >= 222100 and <= 272099 => length is 16,
        >= 340000 and <= 349999 or >= 370000 and <= 379999 => length is 15,
        >= 300000 and <= 305999 or >= 309500 and <= 309599 or >= 360000 and <= 369999 or >= 380000 and <= 399999 => length is >= 14,
        >= 352800 and <= 358999 or >= 601100 and <= 601199 or >= 620000 and <= 629999 or >= 644000 and <= 659999 => length is >= 16,
        >= 213100 and <= 213199 or >= 180000 and <= 180099 => length is 15,
        >= 500000 and <= 509999 or >= 560000 and <= 589999 or >= 630000 and <= 639999 or >= 670000 and <= 679999 => true,
        _ => false,
    };

    private static bool PassesLuhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += (i & 1) == 0 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9;
        }

        return sum % 10 == 0;
    }
}

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
    private const int PrefixDigits = 4;

    public override (int Start, int End, int Next) Read(ReadOnlySpan<char> text, in DigitGroup group, int free, ref NumberTrail trail)
    {
        // All groups that are looked at have four digits or more.
        var lengths = LengthsOf(Prefix(text.Slice(group.Start, PrefixDigits)));
        var end = lengths != 0 && !IsDecimal(text, group.Start) ? EndOf(text, group, lengths) : -1;
        return (group.Start, end, end > 0 ? end : group.End);
    }

    private static bool BeginsNumber(char before) => !TextBoundary.IsWord(before);

    private static bool IsDecimal(ReadOnlySpan<char> text, int start) => start > 1 && text[start - 1] == '.' && char.IsAsciiDigit(text[start - 2]);

    /// <summary>Where the longest card from a group on that has one of the lengths ends, or -1.</summary>
    private static int EndOf(ReadOnlySpan<char> text, in DigitGroup first, uint lengths)
    {
        var separator = ReadOnlySpan<char>.Empty;
        var (count, end) = (0, -1);
        // Luhn's sum of the digits so far, and what it is where one digit more follows: then the others are doubled.
        var (sum, before) = (0, 0);
        for (var at = first.Start; ;)
        {
            var group = first.EndOfDigits(text, at) - at;
            if (count + group > Longest || !Fits(group, count))
                return end;
            foreach (var unit in text.Slice(at, group))
                (sum, before) = (before + unit - '0', sum + Doubled(unit - '0'));
            (count, at) = (count + group, at + group);
            if ((lengths >> count & 1) != 0 && sum % 10 == 0 && !TextBoundary.WordAt(text, at))
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

    private static int Prefix(ReadOnlySpan<char> digits)
    {
        var prefix = 0;
        foreach (var digit in digits)
            prefix = prefix * 10 + digit - '0';
        return prefix;
    }

    /// <summary>A bit for each length of the cards that an issuer makes with this prefix.</summary>
    private static uint LengthsOf(int prefix) => prefix switch
    {
        >= 4000 and <= 4999 => Only(13) | Only(16) | Only(19),
        >= 5100 and <= 5599 or >= 2221 and <= 2720 => Only(16),
        >= 3400 and <= 3499 or >= 3700 and <= 3799 or 2131 or 1800 => Only(15),
        >= 3000 and <= 3059 or 3095 or >= 3600 and <= 3699 or >= 3800 and <= 3999 => From(14),
        >= 3528 and <= 3589 or 6011 or >= 6200 and <= 6299 or >= 6440 and <= 6599 => From(16),
        >= 5000 and <= 5099 or >= 5600 and <= 5899 or >= 6300 and <= 6399 or >= 6700 and <= 6799 => From(Shortest),
        _ => 0,
    };

    private static uint Only(int length) => 1u << length;

    private static uint From(int length) => (1u << Longest + 1) - (1u << length);

    private static int Doubled(int digit) => digit < 5 ? digit * 2 : digit * 2 - 9;
}

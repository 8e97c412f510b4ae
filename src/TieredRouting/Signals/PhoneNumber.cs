namespace TieredRouting.Signals;

/// <summary>Digits in groups as they are written. The lengths of the groups make the shape, a hexadecimal digit each: <c>0x334</c>.</summary>
internal readonly record struct PhoneNumber(int Start, int End, int Digits, int Groups, long Shape, char First, bool Plus, bool Parentheses)
{
    private const int MostDigits = 15;
    private const int MostGroups = 8;
    private const int LongestGap = 3;

    /// <summary>Whether a dot stands between two groups.</summary>
    public bool Dots { get; init; }

    /// <summary>Whether a space stands between the first three groups.</summary>
    public bool BeginsSpaced { get; init; }

    /// <summary>How many slashes stand between groups.</summary>
    public int Slashes { get; init; }

    /// <summary>Whether the last of several groups is <c>000</c>.</summary>
    public bool Zeros { get; init; }

    /// <summary>Whether no other digits stand on either side of it with only a space between.</summary>
    public bool StandsAlone { get; init; } = true;

    public bool HasLengthOfPhone => Digits is >= 7 and <= MostDigits;

    /// <summary>A plus, an area code in parentheses, a leading zero, or a grouping that only phone numbers have.</summary>
    public bool IsWrittenToBeDialled => MayBeDialled && (Slashes == 0 || MayHaveSlash) && (
        (Plus && Digits >= 8)
        || HasAreaInParentheses
        || IsGroupedAsPhone
        || (BeginsWithTrunkZero && !IsPostcode));

    /// <summary>Not the shape of a date, of a decimal, of an address of a machine, of a social security number or of a round sum.</summary>
    public bool MayBeDialled =>
        (Plus && First != '0') || HasAreaInParentheses
        || (Groups <= 6 && !IsDate && !IsDecimal && !IsMachineAddress && !IsSocialSecurityNumber && !IsSpanOfYears && !Zeros);

    private bool HasAreaInParentheses => Parentheses && Groups > 1;

    /// <summary>North America's grouping, and that of mobiles in China.</summary>
    private bool IsGroupedAsPhone => Shape is 0x334 || (Shape is 0x1334 or 0x344 && First == '1');

    private bool BeginsWithTrunkZero => First == '0' && (Groups is 1 ? Digits is 10 or 11 : Digits is >= 9 and <= 14);

    /// <summary>A slash behind the country's or the area's code and nowhere else: <c>030/1234567</c>.</summary>
    private bool MayHaveSlash => Slashes == 1 && (Plus || (First == '0' && Groups == 2 && Shape >> 4 is >= 3 and <= 5 && (Shape & 15) >= 5));

    /// <summary>Days and months of one or two digits and a year of four, and what may follow them, such as a time.</summary>
    private bool IsDate => Groups >= 3 && (Shape >> (4 * (Groups - 3))) switch
    {
        0x224 or 0x422 => Groups == 3 || !BeginsSpaced,
        0x124 or 0x214 or 0x114 or 0x412 or 0x421 or 0x411 => !BeginsSpaced,
        _ => false,
    };

    /// <summary>Two groups with a dot between; a code of an area begins with a zero and has more digits.</summary>
    private bool IsDecimal => Dots && Groups == 2 && (First != '0' || Shape >> 4 == 1);

    /// <summary>An Internet address, or pairs of hexadecimal digits: a number in pairs has five of them at most.</summary>
    private bool IsMachineAddress => (Dots && Groups == 4) || Shape is 0x222222;

    private bool IsSocialSecurityNumber => Shape is 0x324 or 0x424;

    private bool IsSpanOfYears => Shape is 0x44 && First is '1' or '2';

    /// <summary>North America's long postcodes: <c>01234-5678</c>.</summary>
    private bool IsPostcode => Shape is 0x54 && !BeginsSpaced;

    /// <summary>Reads from a digit on, as far as single separators go, or until it is too long to be a phone number.</summary>
    public static PhoneNumber Read(ReadOnlySpan<char> text, int digit, bool acrossSpaces, bool acrossSlashes)
    {
        var (start, plus, parentheses) = Opening(text, digit);
        var number = new PhoneNumber(start, digit, 0, 0, 0, text[digit], plus, parentheses);
        for (var gap = 0; ; gap = Gap(text[number.End..], acrossSpaces, acrossSlashes))
        {
            if (number.Groups > 0 && (gap == 0 || number.StopsBefore(text.Slice(number.End, gap))))
                return number;
            number = number.With(text, gap);
            if (number.Digits > MostDigits || number.Groups > MostGroups)
                return number;
        }
    }

    /// <summary>Where <c>x123</c> or <c> ext. 123</c> after a number ends; the place itself where there is none.</summary>
    public static int EndOfExtension(ReadOnlySpan<char> text, int at)
    {
        var rest = text[at..Math.Min(text.Length, at + 16)];
        var spaces = rest.StartsWith(" ") ? 1 : 0;
        var mark = rest[spaces..].StartsWith("ext. ", StringComparison.OrdinalIgnoreCase) ? 5
            : rest[spaces..].StartsWith("ext ", StringComparison.OrdinalIgnoreCase) ? 4
            : rest[spaces..].StartsWith("x", StringComparison.OrdinalIgnoreCase) ? 1
            : 0;
        if (mark == 0)
            return at;
        var digits = TextBoundary.EndOfDigits(rest, spaces + mark) - spaces - mark;
        return digits is >= 1 and <= 6 ? at + spaces + mark + digits : at;
    }

    /// <summary>A plus before the first digit, or parentheses around the first group.</summary>
    private static (int Start, bool Plus, bool Parentheses) Opening(ReadOnlySpan<char> text, int digit)
    {
        if (digit == 0 || text[digit - 1] is not ('+' or '('))
            return (digit, false, false);
        if (text[digit - 1] == '+')
            return (digit - 1, true, false);
        var close = TextBoundary.EndOfDigits(text, digit);
        return close < text.Length && text[close] == ')' ? (digit - 1, false, true) : (digit, false, false);
    }

    /// <summary>The number with the gap behind it, and the group behind that.</summary>
    private PhoneNumber With(ReadOnlySpan<char> text, int gap)
    {
        var between = text.Slice(End, gap);
        var group = text[(End + gap)..TextBoundary.EndOfDigits(text, End + gap)];
        return this with
        {
            End = End + gap + group.Length,
            Digits = Digits + group.Length,
            Groups = Groups + 1,
            Shape = (Shape << 4) | (uint)Math.Min(group.Length, 15),
            Dots = Dots || between.Contains('.'),
            BeginsSpaced = BeginsSpaced || (Groups < 3 && between.ContainsAny(" \u00A0\u202F")),
            Slashes = Slashes + between.Count('/'),
            Zeros = Groups > 0 && group is "000",
        };
    }

    /// <summary>A dot behind a single zero begins the decimals of a number.</summary>
    private bool StopsBefore(ReadOnlySpan<char> gap) => Shape == 1 && First == '0' && gap is ".";

    /// <summary>How many units lie between two groups, or 0 where no other group follows.</summary>
    private static int Gap(ReadOnlySpan<char> text, bool acrossSpaces, bool acrossSlashes)
    {
        var gap = 0;
        while (gap < LongestGap && gap < text.Length && IsSeparator(text[gap], acrossSpaces, acrossSlashes))
            gap++;
        if (gap == 0 || !TextBoundary.DigitAt(text, gap))
            return 0;
        // One separator, and beside it parentheses or around it spaces: " (", ") ", ")", " / ".
        return gap == 1 || text[..gap].ContainsAny('(', ')', '/') ? gap : 0;
    }

    private static bool IsSeparator(char unit, bool acrossSpaces, bool acrossSlashes) =>
        unit is '.' or '(' or ')' || TextBoundary.IsHyphen(unit) || (unit == '/' ? acrossSlashes : acrossSpaces && TextBoundary.IsSpace(unit));
}

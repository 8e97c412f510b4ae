namespace TieredRouting.Signals;

/// <summary>Digits in groups as they are written. The lengths of the groups make the shape, a hexadecimal digit each: <c>0x334</c>.</summary>
internal record struct PhoneNumber
{
    private const int MostDigits = 15;
    private const int MostGroups = 8;
    private const int LongestGap = 3;

    public int Start { get; private init; }

    public int End { get; private set; }

    public int Digits { get; private set; }

    public int Groups { get; private set; }

    public long Shape { get; private set; }

    /// <summary>The first digit.</summary>
    public char First { get; private init; }

    /// <summary>Whether a plus stands before it.</summary>
    public bool Plus { get; private init; }

    /// <summary>Whether parentheses stand around the first group.</summary>
    public bool Parentheses { get; private init; }

    /// <summary>Whether a dot stands between two groups.</summary>
    public bool Dots { get; private set; }

    /// <summary>Whether a space stands between the first three groups.</summary>
    public bool BeginsSpaced { get; private set; }

    /// <summary>How many slashes stand between groups.</summary>
    public int Slashes { get; private set; }

    /// <summary>Whether the last of several groups is <c>000</c>.</summary>
    public bool Zeros { get; private set; }

    public readonly bool HasLengthOfPhone => Digits is >= 7 and <= MostDigits;

    private readonly bool IsTooLong => Digits > MostDigits || Groups > MostGroups;

    /// <summary>A plus, an area code in parentheses, a leading zero, or a grouping that only phone numbers have.</summary>
    public readonly bool IsWrittenToBeDialled => MayBeDialled && (Slashes == 0 || MayHaveSlash) && (
        (Plus && Digits >= 8)
        || HasAreaInParentheses
        || IsGroupedAsPhone
        || (BeginsWithTrunkZero && !IsPostcode));

    /// <summary>Not the shape of a date, of a decimal, of an address of a machine, of a social security number or of a round sum.</summary>
    public readonly bool MayBeDialled =>
        (Plus && First != '0') || HasAreaInParentheses
        || (Groups <= 6 && !IsDate && !IsDecimal && !IsMachineAddress && !IsSocialSecurityNumber && !IsSpanOfYears && !Zeros);

    private readonly bool HasAreaInParentheses => Parentheses && Groups > 1;

    /// <summary>North America's grouping, and that of mobiles in China.</summary>
    private readonly bool IsGroupedAsPhone => Shape is 0x334 || (Shape is 0x1334 or 0x344 && First == '1');

    private readonly bool BeginsWithTrunkZero => First == '0' && (Groups is 1 ? Digits is 10 or 11 : Digits is >= 9 and <= 14);

    /// <summary>A slash behind the country's or the area's code and nowhere else: <c>030/1234567</c>.</summary>
    private readonly bool MayHaveSlash => Slashes == 1 && (Plus || (First == '0' && Groups == 2 && Shape >> 4 is >= 3 and <= 5 && (Shape & 15) >= 5));

    /// <summary>Days and months of one or two digits and a year of four, and what may follow them, such as a time.</summary>
    private readonly bool IsDate => Groups >= 3 && (Shape >> (4 * (Groups - 3))) switch
    {
        0x224 or 0x422 => Groups == 3 || !BeginsSpaced,
        0x124 or 0x214 or 0x114 or 0x412 or 0x421 or 0x411 => !BeginsSpaced,
        _ => false,
    };

    /// <summary>Two groups with a dot between; a code of an area begins with a zero and has more digits.</summary>
    private readonly bool IsDecimal => Dots && Groups == 2 && (First != '0' || Shape >> 4 == 1);

    /// <summary>An Internet address, or pairs of hexadecimal digits: a number in pairs has five of them at most.</summary>
    private readonly bool IsMachineAddress => (Dots && Groups == 4) || Shape is 0x222222;

    private readonly bool IsSocialSecurityNumber => Shape is 0x324 or 0x424;

    private readonly bool IsSpanOfYears => Shape is 0x44 && First is '1' or '2';

    /// <summary>North America's long postcodes: <c>01234-5678</c>.</summary>
    private readonly bool IsPostcode => Shape is 0x54 && !BeginsSpaced;

    /// <summary>Begins with a group.</summary>
    public static PhoneNumber Of(ReadOnlySpan<char> text, in DigitGroup group)
    {
        var (start, plus, parentheses) = Opening(text, group);
        var number = new PhoneNumber { Start = start, First = text[group.Start], Plus = plus, Parentheses = parentheses };
        number.TakeGroup(text, group.Start, group.End);
        return number;
    }

    /// <summary>Reads on as far as single separators go, or until it is too long to be a phone number. What was read across fewer of them is the beginning of what is read across more.</summary>
    public void ReadOn(ReadOnlySpan<char> text, in DigitGroup first, bool acrossSpaces, bool acrossSlashes)
    {
        while (!IsTooLong && Gap(text, End, acrossSpaces, acrossSlashes) is > 0 and var gap && !StopsBefore(text.Slice(End, gap)))
        {
            TakeGap(text.Slice(End, gap));
            TakeGroup(text, End + gap, first.EndOfDigits(text, End + gap));
        }
    }

    /// <summary>Where <c>x123</c> or <c> ext. 123</c> after a number ends; the place itself where there is none.</summary>
    public static int EndOfExtension(ReadOnlySpan<char> text, int at)
    {
        if (at == text.Length || text[at] is not (' ' or 'x' or 'X' or 'e' or 'E'))
            return at;
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
    private static (int Start, bool Plus, bool Parentheses) Opening(ReadOnlySpan<char> text, in DigitGroup group)
    {
        var before = group.Start > 0 ? text[group.Start - 1] : '\0';
        var parentheses = before == '(' && group.End < text.Length && text[group.End] == ')';
        return (before == '+' || parentheses ? group.Start - 1 : group.Start, before == '+', parentheses);
    }

    private void TakeGap(ReadOnlySpan<char> gap)
    {
        foreach (var unit in gap)
        {
            Dots |= unit == '.';
            BeginsSpaced |= Groups < 3 && TextBoundary.IsSpace(unit);
            Slashes += unit == '/' ? 1 : 0;
        }
    }

    private void TakeGroup(ReadOnlySpan<char> text, int start, int end)
    {
        Zeros = Groups > 0 && text[start..end] is "000";
        Digits += end - start;
        Groups++;
        Shape = (Shape << 4) | (uint)Math.Min(end - start, 15);
        End = end;
    }

    /// <summary>A dot behind a single zero begins the decimals of a number.</summary>
    private readonly bool StopsBefore(ReadOnlySpan<char> gap) => Shape == 1 && First == '0' && gap is ".";

    /// <summary>Whether this unit joins two groups by itself.</summary>
    public static bool Joins(char next) => IsSeparator(next, acrossSpaces: false, acrossSlashes: false);

    /// <summary>Whether a number may have more groups than the one that ends before this unit.</summary>
    public static bool MayGoOn(char next) => IsSeparator(next, acrossSpaces: true, acrossSlashes: true);

    /// <summary>Whether another group is joined to the one that ends there.</summary>
    public static bool GoesOn(ReadOnlySpan<char> text, int end, bool acrossSpaces, bool acrossSlashes) => Gap(text, end, acrossSpaces, acrossSlashes) > 0;

    /// <summary>How many units lie between two groups, or 0 where no other group follows.</summary>
    private static int Gap(ReadOnlySpan<char> text, int at, bool acrossSpaces, bool acrossSlashes)
    {
        var (gap, wide) = (0, false);
        for (; gap < LongestGap && at + gap < text.Length && IsSeparator(text[at + gap], acrossSpaces, acrossSlashes); gap++)
            wide |= text[at + gap] is '(' or ')' or '/';
        // One separator, and beside it parentheses or around it spaces: " (", ") ", ")", " / ".
        return gap > 0 && TextBoundary.DigitAt(text, at + gap) && (gap == 1 || wide) ? gap : 0;
    }

    private static bool IsSeparator(char unit, bool acrossSpaces, bool acrossSlashes) =>
        unit is '.' or '(' or ')' || TextBoundary.IsHyphen(unit) || (unit == '/' ? acrossSlashes : acrossSpaces && TextBoundary.IsSpace(unit));
}

namespace TieredRouting.Signals;

/// <summary>Digits in groups as they are written. The lengths of the groups make the shape, a hexadecimal digit each: <c>0x334</c>.</summary>
internal readonly record struct PhoneNumber(int Start, int End, int Digits, int Groups, long Shape, char First, bool Plus, bool Parentheses, bool Dots, bool Zeros)
{
    private const int MostDigits = 15;
    private const int MostGroups = 8;

    /// <summary>Whether no other digits stand on either side of it with only a space between.</summary>
    public bool StandsAlone { get; init; } = true;

    /// <summary>A plus, an area code in parentheses, a leading zero, or North America's grouping.</summary>
    public bool IsWrittenToBeDialled => MayBeDialled && (
        (Plus && Digits >= 8)
        || (Parentheses && Groups > 1)
        || Shape is 0x334
        || (Shape is 0x1334 && First == '1')
        || (First == '0' && (Groups is 1 ? Digits is 10 or 11 : Digits is >= 9 and <= 14)));

    /// <summary>Not the shape of a date, of a social security number, of an Internet address or of a round sum.</summary>
    public bool MayBeDialled =>
        Plus || (Parentheses && Groups > 1)
        || (Groups <= 6 && Shape is not (0x324 or 0x424 or 0x422 or 0x224) && !(Shape is 0x44 && First is '1' or '2') && !(Dots && Groups == 4) && !Zeros);

    /// <summary>Reads from a digit on, as far as single separators go, or until it is too long to be a phone number.</summary>
    public static PhoneNumber Read(ReadOnlySpan<char> text, int digit, bool acrossSpaces)
    {
        var plus = digit > 0 && text[digit - 1] == '+';
        var parentheses = digit > 0 && text[digit - 1] == '(';
        if (parentheses)
        {
            var close = digit + LengthOfDigits(text[digit..]);
            parentheses = close < text.Length && text[close] == ')';
        }

        var start = plus || parentheses ? digit - 1 : digit;
        var (at, digits, groups, shape, dots, zeros) = (digit, 0, 0, 0L, false, false);
        while (true)
        {
            var group = LengthOfDigits(text[at..]);
            zeros = groups > 0 && group == 3 && text.Slice(at, 3) is "000";
            (at, digits, groups, shape) = (at + group, digits + group, groups + 1, (shape << 4) | (uint)Math.Min(group, 15));
            var gap = digits > MostDigits || groups > MostGroups ? 0 : Gap(text[at..], acrossSpaces);
            if (gap == 0)
                return new PhoneNumber(start, at, digits, groups, shape, text[digit], plus, parentheses, dots, zeros);
            dots |= text[at] == '.';
            at += gap;
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
        var digits = LengthOfDigits(rest[(spaces + mark)..]);
        return digits is >= 1 and <= 6 ? at + spaces + mark + digits : at;
    }

    private static int LengthOfDigits(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? text.Length : length;
    }

    /// <summary>How many units lie between two groups, or 0 where no other group follows.</summary>
    private static int Gap(ReadOnlySpan<char> text, bool acrossSpaces)
    {
        var gap = 0;
        while (gap < 3 && gap < text.Length && IsSeparator(text[gap], acrossSpaces))
            gap++;
        if (gap == 0 || gap == text.Length || !char.IsAsciiDigit(text[gap]))
            return 0;
        // One separator, and parentheses beside it: " (", ") ", ")".
        return gap == 1 || text[..gap].IndexOfAny('(', ')') >= 0 ? gap : 0;
    }

    private static bool IsSeparator(char unit, bool acrossSpaces) => unit switch
    {
        '-' or '.' or '(' or ')' or '\u2011' => true,
        ' ' or '\u00A0' => acrossSpaces,
        _ => false,
    };
}

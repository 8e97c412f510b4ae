using System.Buffers;

namespace TieredRouting.Signals;

/// <summary>
/// Phone numbers: 7 to 15 digits in groups, written as a number to dial: with a plus, an area code in parentheses, a leading zero,
/// North America's 3-3-4 or China's 3-4-4. Any other grouping, and none, counts only after a word such as "phone" or "call" in the
/// same line, or in a line above that ends in a colon. A slash may stand behind a country's or an area's code, and anywhere after
/// such a word. An extension (<c>x123</c>) belongs to the number.
/// </summary>
internal sealed class PhoneDetector() : NumberDetector(
    EvidenceKinds.Phone,
    new DigitSigns { Length = length => length >= ShortestNumber, Before = Begins },
    new DigitSigns { Behind = PhoneNumber.Joins, SecondBehind = GoesOn, LeastDigits = ShortestNumber },
    new DigitSigns { Before = unit => Begins(unit) && !TextBoundary.IsSpace(unit), Behind = PhoneNumber.MayGoOn, SecondBehind = GoesOn, LeastDigits = ShortestNumber },
    new DigitSigns { Before = TextBoundary.IsSpace, SecondBefore = unit => !char.IsAsciiDigit(unit), Behind = PhoneNumber.MayGoOn, SecondBehind = GoesOn, LeastDigits = ShortestNumber })
{
    private const int ContextUnits = 40;
    private const int LongestLabel = 12;
    private const int ShortestNumber = 7;

    private static readonly SearchValues<char> NotBefore = SearchValues.Create("/#$€£¥%_.");

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>What a number is for.</summary>
    private static readonly WordSet Labels = new("office", "mobile", "cell", "fax", "home", "work", "phone", "desk", "tel", "pager");

    /// <summary>What says that a phone number comes: beginnings of words, and what a card with addresses writes before one.</summary>
    private static readonly SearchValues<string> Words = SearchValues.Create(
        ["phone", "tel.", "tel:", "tel ", "telef", "call", "mobil", "cell", "fax", "whatsapp", "sms", "dial", "office:", "desk:", "work:", "home:", "direct:", "pager:", "registered", "my number", "contact", "reach me", "reach us", "text me", "ring me", "handy", "answering at", "answering on", "reachable", "messages to"], StringComparison.OrdinalIgnoreCase);

    public override (int Start, int End, int Next) Read(ReadOnlySpan<char> text, in DigitGroup group, int free, ref NumberTrail trail)
    {
        var number = PhoneNumber.Of(text, group);
        number.ReadOn(text, group, acrossSpaces: false, acrossSlashes: false);
        var next = number.End;
        if (!Begins(text, number.Start) || !IsPhone(text, group, ref number))
            return (0, -1, next);
        var end = PhoneNumber.EndOfExtension(text, number.End);
        return (number.Start, end, end);
    }

    /// <summary>Whether it is one with all that is joined to it by slashes or spaces, which it then has, or else by itself.</summary>
    private static bool IsPhone(ReadOnlySpan<char> text, in DigitGroup group, ref PhoneNumber number)
    {
        // Two numbers may stand side by side: then each has to be one by itself.
        if (FollowsNumber(text, number.Start))
            return IsDialled(text, number);
        if (!PhoneNumber.GoesOn(text, number.End, acrossSpaces: true, acrossSlashes: true))
            return IsPhone(text, number, group);
        var longer = number;
        longer.ReadOn(text, group, acrossSpaces: true, acrossSlashes: true);
        var isPhone = IsPhone(text, longer, group);
        if (!isPhone && longer.Slashes > 0)
        {
            longer = number;
            longer.ReadOn(text, group, acrossSpaces: true, acrossSlashes: false);
            isPhone = IsPhone(text, longer, group);
        }

        if (!isPhone)
            return IsDialled(text, number);
        number = longer;
        return true;
    }

    /// <summary>A number does not begin within a word, a path, a price or another number.</summary>
    private static bool Begins(ReadOnlySpan<char> text, int start) =>
        start == 0 || (Begins(text[start - 1]) && !(start > 1 && Joins(text[start - 2], text[start - 1])));

    /// <summary>Whether the number may go on with this unit, behind one that stands between groups.</summary>
    private static bool GoesOn(char second) => char.IsAsciiDigit(second) || PhoneNumber.MayGoOn(second);

    private static bool Begins(char before) => !(char.IsLetterOrDigit(before) || NotBefore.Contains(before));

    private static bool Joins(char first, char second) => second switch
    {
        '-' or ',' => char.IsLetterOrDigit(first),
        ':' => char.IsAsciiDigit(first),
        _ => false,
    };

    private static bool FollowsNumber(ReadOnlySpan<char> text, int start) =>
        start > 1 && TextBoundary.IsSpace(text[start - 1]) && char.IsAsciiDigit(text[start - 2]);

    private static bool IsDialled(ReadOnlySpan<char> text, in PhoneNumber number) => number.HasLengthOfPhone && number.IsWrittenToBeDialled && Ends(text, number.End);

    private static bool IsPhone(ReadOnlySpan<char> text, in PhoneNumber number, in DigitGroup group) =>
        number.HasLengthOfPhone && (number.IsWrittenToBeDialled || IsAnnounced(text, number, group)) && Ends(text, number.End);

    /// <summary>A number does not end within a word or a time, save that its extension follows.</summary>
    private static bool Ends(ReadOnlySpan<char> text, int end) =>
        !(TextBoundary.WordAt(text, end) || (end < text.Length && text[end] == ':' && TextBoundary.DigitAt(text, end + 1)))
        || PhoneNumber.EndOfExtension(text, end) > end;

    private static bool IsAnnounced(ReadOnlySpan<char> text, in PhoneNumber number, in DigitGroup group) =>
        number.MayBeDialled && ((group.HasLetterWithin(ContextUnits + 1) && Announced(text, number.Start)) || IsLabelled(text, number.End));

    /// <summary>Whether what it is for stands right behind it: <c>555 1234-Office</c>, <c>555 1234 (mobile)</c>.</summary>
    private static bool IsLabelled(ReadOnlySpan<char> text, int end)
    {
        var behind = text[end..Math.Min(text.Length, end + LongestLabel)].TrimStart(' ');
        if (behind.IsEmpty || behind[0] is not ('-' or '(' or '–'))
            return false;
        behind = behind[1..].TrimStart(' ');
        var length = behind.IndexOfAnyExcept(Letters) is >= 0 and var letters ? letters : behind.Length;
        return Labels.Holds(behind[..length]);
    }

    /// <summary>Whether a word shortly before says that a phone number comes.</summary>
    private static bool Announced(ReadOnlySpan<char> text, int start)
    {
        var before = LineBefore(text[Math.Max(0, start - ContextUnits)..start]);
        for (var at = before.IndexOfAny(Words); at >= 0; at = before.IndexOfAny(Words))
        {
            if (Announces(before, at))
                return true;
            before = before[(at + 1)..];
        }

        return false;
    }

    /// <summary>What stands before in the same line; where nothing does, a line that ends in a colon and so names the next.</summary>
    private static ReadOnlySpan<char> LineBefore(ReadOnlySpan<char> before)
    {
        var line = before[(before.LastIndexOf('\n') + 1)..];
        var above = before.TrimEnd();
        return line.IsWhiteSpace() && above.EndsWith(":") ? above[(above.LastIndexOf('\n') + 1)..] : line;
    }

    /// <summary>Whether it is a word by itself: a "telephone" is one, a "callback" and "called" are not.</summary>
    private static bool Announces(ReadOnlySpan<char> before, int at) => before[at] is 'p' or 'P'
        || ((at == 0 || !char.IsLetter(before[at - 1])) && !(before[at..].StartsWith("call", StringComparison.OrdinalIgnoreCase) && at + 4 < before.Length && char.IsLetter(before[at + 4])));
}

namespace TieredRouting.Signals;

/// <summary>Dates with a year, in figures (<c>3/11/1984</c>, <c>1984-11-03</c>, <c>3.11.84</c>) or with a month by name.</summary>
internal static class DateShape
{
    private const int LongestMonth = 9;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mär", "mai", "okt", "dez"];

    /// <summary>Where a date that begins with the digit at <paramref name="at"/>, or with a month by name, ends; -1 where none does.</summary>
    public static int EndOf(ReadOnlySpan<char> text, int at)
    {
        if (!char.IsAsciiDigit(text[at]))
            return EndOfMonth(text, at) is > 0 and var month ? BehindMonth(text, month) : -1;
        var end = Number(text, at, out var first);
        return end < 0 ? -1 : first > 31 ? EndOfFigures(text, end, first) : BehindDay(text, end, first);
    }

    /// <summary>"March 11, 1984"</summary>
    private static int BehindMonth(ReadOnlySpan<char> text, int end)
    {
        end = Number(text, Skip(text, end, " ."), out var day);
        return end > 0 && day is >= 1 and <= 31 ? Year(text, Skip(text, Ordinal(text, end), " ,")) : -1;
    }

    /// <summary>"11 March 1984", "11.3.1984", "3/11/84"</summary>
    private static int BehindDay(ReadOnlySpan<char> text, int end, int first)
    {
        var word = Skip(text, Ordinal(text, end), " .");
        if (text[word..].StartsWith("of ", StringComparison.OrdinalIgnoreCase))
            word += 3;
        if (word < text.Length && char.IsLetter(text[word]))
            return EndOfMonth(text, word) is > 0 and var month && first is >= 1 and <= 31 ? Year(text, Skip(text, month, " ,.")) : -1;
        return EndOfFigures(text, end, first);
    }

    private static int EndOfFigures(ReadOnlySpan<char> text, int end, int first)
    {
        if (end >= text.Length || text[end] is not ('/' or '-' or '.' or ' '))
            return -1;
        var separator = text[end];
        var middle = Number(text, Skip(text, end + 1, " "), out var second);
        if (middle < 0 || middle >= text.Length || text[middle] != separator)
            return -1;
        var last = Number(text, Skip(text, middle + 1, " "), out var third);
        if (last < 0 || TextBoundary.WordAt(text, last) || (last < text.Length && text[last] == separator && TextBoundary.DigitAt(text, last + 1)))
            return -1;
        var fits = first > 31 ? first is >= 1900 and <= 2100 && second is >= 1 and <= 12 && third is >= 1 and <= 31
            : first >= 1 && second >= 1 && Math.Max(first, second) <= 31 && Math.Min(first, second) <= 12 && (third is >= 1900 and <= 2100 || (third < 100 && separator != ' '));
        return fits ? last : -1;
    }

    private static int Year(ReadOnlySpan<char> text, int at) =>
        at < text.Length && char.IsAsciiDigit(text[at]) && Number(text, at, out var year) is > 0 and var end && year is >= 1900 and <= 2100 && !TextBoundary.WordAt(text, end) ? end : -1;

    /// <summary>Where a month by name ends, or -1.</summary>
    private static int EndOfMonth(ReadOnlySpan<char> text, int at)
    {
        if (at + 3 > text.Length || !Months.Any(text.Slice(at, 3)))
            return -1;
        var end = at;
        while (end < text.Length && end - at <= LongestMonth && char.IsLetter(text[end]))
            end++;
        return end - at <= LongestMonth ? end : -1;
    }

    private static bool Any(this string[] months, ReadOnlySpan<char> beginning)
    {
        foreach (var month in months)
        {
            if (beginning.Equals(month, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static int Number(ReadOnlySpan<char> text, int at, out int number)
    {
        var end = TextBoundary.EndOfDigits(text, Math.Min(at, text.Length));
        number = 0;
        if (end == at || end - at > 4 || at >= text.Length)
            return -1;
        foreach (var digit in text[at..end])
            number = number * 10 + digit - '0';
        return end;
    }

    /// <summary>Past the "st" of "1st".</summary>
    private static int Ordinal(ReadOnlySpan<char> text, int at) =>
        at + 2 <= text.Length && text.Slice(at, 2) is "st" or "nd" or "rd" or "th" ? at + 2 : at;

    private static int Skip(ReadOnlySpan<char> text, int at, ReadOnlySpan<char> signs)
    {
        while (at < text.Length && signs.Contains(text[at]))
            at++;
        return at;
    }
}

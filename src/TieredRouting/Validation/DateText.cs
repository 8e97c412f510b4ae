using System.Globalization;

namespace TieredRouting.Validation;

/// <summary>
/// Reads a day: as ISO 8601 has it, with an English month's name, or in numbers where only one of the first two can be the day. 03/04/2026 may be
/// two days, and stays a text.
/// </summary>
internal static class DateText
{
    private const int Longest = 40;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy/M/d", "MMMM d, yyyy", "MMM d, yyyy", "MMM. d, yyyy", "MMMM d yyyy", "MMM d yyyy", "d MMMM yyyy", "d MMM yyyy", "d. MMMM yyyy", "d MMMM, yyyy",
        "MMM. d yyyy", "d MMM. yyyy",
    ];

    private static readonly string[] DayFirst = ["d/M/yyyy", "d.M.yyyy", "d-M-yyyy"];
    private static readonly string[] MonthFirst = ["M/d/yyyy", "M.d.yyyy", "M-d-yyyy"];

    public static bool TryRead(string text, out DateOnly date)
    {
        date = default;
        if (text.Length > Longest)
            return false;

        var plain = WithShortSeptember(WithoutOrdinal(text));
        return TryRead(plain, Formats, out date) || TryReadNumeric(plain, out date);
    }

    private static bool TryReadNumeric(string text, out DateOnly date)
    {
        var (asDay, asMonth) = (TryRead(text, DayFirst, out date), TryRead(text, MonthFirst, out var other));
        if (asDay && asMonth)
            return date == other;
        date = asDay ? date : other;
        return asDay || asMonth;
    }

    private static bool TryRead(string text, string[] formats, out DateOnly date) =>
        DateOnly.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>1st, 2nd, 3rd and 4th are 1, 2, 3 and 4.</summary>
    private static string WithoutOrdinal(string text)
    {
        for (var at = 1; at + 1 < text.Length; at++)
            if (char.IsAsciiDigit(text[at - 1]) && IsOrdinal(text.AsSpan(at, 2)))
                return text.Remove(at, 2);
        return text;
    }

    private static bool IsOrdinal(ReadOnlySpan<char> ending)
    {
        foreach (var ordinal in (ReadOnlySpan<string>)["st", "nd", "rd", "th"])
            if (ending.Equals(ordinal, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    /// <summary>September has two short names, and the platform knows one.</summary>
    private static string WithShortSeptember(string text)
    {
        var end = text.IndexOf("Sept", StringComparison.OrdinalIgnoreCase) + "Sept".Length;
        return end < "Sept".Length || (end < text.Length && char.IsLetter(text[end])) ? text : text.Remove(end - 1, 1);
    }
}

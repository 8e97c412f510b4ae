using System.Buffers;

namespace TieredRouting.Validation;

/// <summary>
/// Reads a numeral with its separators. Of two different ones the last is the decimal one (1.234,50 and 1,234.50); one that
/// repeats groups thousands. One alone is read as English and JSON have it: a comma before exactly three digits groups, every other
/// comma and each point is decimal. What is not well formed so, and what begins with an idle zero as codes do, is no number.
/// </summary>
internal static class NumeralText
{
    public static readonly SearchValues<char> Characters = SearchValues.Create("0123456789.,' ");

    public static bool TryRead(ReadOnlySpan<char> text, bool negative, out ExactNumber number)
    {
        number = default;
        var point = DecimalAt(text);
        var fraction = point < 0 ? default : text[(point + 1)..];
        if (!TryUngroup(point < 0 ? text : text[..point], out var digits) || digits is ['0', _, ..])
            return false;

        return ExactNumber.TryRead($"{(negative ? "-" : "")}{digits}.{fraction}", out number);
    }

    /// <summary>Where the decimal separator is, or -1.</summary>
    private static int DecimalAt(ReadOnlySpan<char> text)
    {
        var last = text.LastIndexOfAny('.', ',');
        if (last < 0 || text[..last].Contains(text[last]))
            return -1;

        var groups = text[last] == ',' && last is > 0 and <= 3 && text[0] != '0' && text.Length - last == 4 && !text[..last].ContainsAny('.', '\'', ' ');
        return groups ? -1 : last;
    }

    private static bool TryUngroup(ReadOnlySpan<char> text, out string digits)
    {
        digits = text.ToString();
        if (text.IndexOfAnyExceptInRange('0', '9') is not (>= 0 and var first))
            return true;

        var separator = text[first];
        var groups = digits.Split(separator);
        digits = string.Concat(groups);
        return groups[0].Length is > 0 and <= 3 && groups.Skip(1).All(group => group.Length == 3) && !digits.AsSpan().ContainsAnyExceptInRange('0', '9');
    }
}

using System.Globalization;

namespace TieredRouting.Redaction;

/// <summary>How a placeholder is written: <c>[kind-number]</c>, letters and digits of ASCII.</summary>
internal static class PlaceholderForm
{
    private const int MostLetters = 24;
    private const int MostDigits = 9;

    // What stands for a kind whose name is not written in letters alone.
    private const string AnyKind = "value";

    public static string Of(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"[{kind}-{number}]");

    /// <summary>What a kind is called in a placeholder.</summary>
    public static string NameOf(string kind) => kind.Length is > 0 and <= MostLetters && kind.All(char.IsAsciiLetter) ? kind : AnyKind;

    /// <summary>Finds the next text that is written like a placeholder, whether it is one or not.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where to look from; then where it starts.</param>
    /// <param name="length">How long it is.</param>
    public static bool TryFind(ReadOnlySpan<char> text, ref int start, out int length)
    {
        for (; start < text.Length; start++)
        {
            var bracket = text[start..].IndexOf('[');
            if (bracket < 0)
                break;
            start += bracket;
            (length, var isWhole) = Read(text[start..]);
            if (isWhole)
                return true;
        }

        length = 0;
        return false;
    }

    /// <summary>How many characters at the end of a text may be the beginning of a placeholder.</summary>
    public static int CutOff(ReadOnlySpan<char> text)
    {
        var bracket = text.LastIndexOf('[');
        if (bracket < 0)
            return 0;
        var (length, isWhole) = Read(text[bracket..]);
        return !isWhole && bracket + length == text.Length ? length : 0;
    }

    /// <summary>Reads from a bracket on. What is not whole goes to the end of the text, where more of it may come, or is none.</summary>
    private static (int Length, bool IsWhole) Read(ReadOnlySpan<char> text)
    {
        var letters = Count(text[1..], MostLetters, char.IsAsciiLetter);
        var dash = 1 + letters;
        if (dash == text.Length)
            return (dash, false);
        if (letters == 0 || text[dash] != '-')
            return default;
        var digits = Count(text[(dash + 1)..], MostDigits, char.IsAsciiDigit);
        var end = dash + 1 + digits;
        if (end == text.Length)
            return (end, false);
        return digits > 0 && text[end] == ']' ? (end + 1, true) : default;
    }

    private static int Count(ReadOnlySpan<char> text, int most, Func<char, bool> isOne)
    {
        var count = 0;
        while (count < most && count < text.Length && isOne(text[count]))
            count++;
        return count;
    }
}

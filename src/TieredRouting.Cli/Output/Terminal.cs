using System.Globalization;

namespace TieredRouting.Cli;

/// <summary>Where a command writes: results to one writer, everything else to the other.</summary>
/// <param name="Out">Takes results.</param>
/// <param name="Error">Takes errors, warnings and notes.</param>
/// <param name="ShowsProgress">Whether somebody watches, so that long work shows how far it is.</param>
/// <param name="DrawsTables">Whether somebody looks at the results, so that tables are drawn; plain columns otherwise.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool ShowsProgress, bool DrawsTables = false)
{
    public const int Success = 0;

    /// <summary>The exit code of work that was done and showed that something does not hold.</summary>
    public const int GateFailed = 1;

    /// <summary>The exit code of an input that could not be used.</summary>
    public const int UnusableInput = 2;

    private const int LongestLine = 1_000;

    public void Fail(string error) => Error.WriteLine($"error: {OneLine(error)}");

    public void Warn(string warning) => Error.WriteLine($"warning: {OneLine(warning)}");

    /// <summary>Names come from files: they may be of any length, and hold what moves a terminal's cursor.</summary>
    public static string OneLine(string text)
    {
        var cut = text.Length <= LongestLine ? text : $"{text[..LongestLine]}…";
        return string.Concat(cut.Select(character => MovesText(character) ? ' ' : character));
    }

    /// <summary>Ends a line, moves the cursor, or turns the direction of what follows.</summary>
    private static bool MovesText(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}

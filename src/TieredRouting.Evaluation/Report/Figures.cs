using System.Globalization;

namespace TieredRouting.Evaluation;

/// <summary>How figures are written for people: the same on a terminal and on a page, whatever the machine's language.</summary>
internal static class Figures
{
    private const string None = "-";

    public static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    public static string Percent(double? share) => share is { } known ? (100 * known).ToString("0.00", CultureInfo.InvariantCulture) + " %" : None;

    public static string Money(decimal? money) => money?.ToString("0.000000", CultureInfo.InvariantCulture) ?? None;

    /// <summary>A figure that a gate is about: a share, a count or money.</summary>
    public static string Plain(double? value) => value?.ToString("0.########", CultureInfo.InvariantCulture) ?? None;

    public static string Milliseconds(double milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.#} ms");
}

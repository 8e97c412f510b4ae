using System.Globalization;

namespace TieredRouting.Configuration;

/// <summary>Lists names in an error, where there may be thousands.</summary>
internal static class KnownNames
{
    private const int Most = 20;

    public static string Of(IReadOnlyCollection<string> names)
    {
        var shown = string.Join(", ", names.Order(StringComparer.Ordinal).Take(Most));
        return names.Count <= Most ? shown : string.Create(CultureInfo.InvariantCulture, $"{shown} and {names.Count - Most} more");
    }
}

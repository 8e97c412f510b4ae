using System.Globalization;
using Newtonsoft.Json.Linq;

namespace TieredRouting.Validation;

/// <summary>The keywords about a number's value, exact as far as a decimal reaches.</summary>
internal static class NumberCheck
{
    public static NodeCheck Create(string keyword, decimal bound)
    {
        var rule = string.Create(CultureInfo.InvariantCulture, $"must be {Words(keyword)} {bound}");
        return keyword == "multipleOf"
            ? token => token is JValue { Value: decimal or double } value && !IsMultiple(value.Value, bound) ? rule : null
            : token => token is JValue { Value: decimal or double } value && !Holds(keyword, Compare(value.Value, bound)) ? rule : null;
    }

    private static string Words(string keyword) => keyword switch
    {
        "minimum" => "at least",
        "maximum" => "at most",
        "exclusiveMinimum" => "greater than",
        "exclusiveMaximum" => "less than",
        _ => "a multiple of",
    };

    private static bool Holds(string keyword, int order) => keyword switch
    {
        "minimum" => order >= 0,
        "maximum" => order <= 0,
        "exclusiveMinimum" => order > 0,
        _ => order < 0,
    };

    private static int Compare(object value, decimal bound) =>
        value is decimal exact ? exact.CompareTo(bound) : ((double)value).CompareTo((double)bound);

    private static bool IsMultiple(object value, decimal bound) =>
        value is decimal exact ? decimal.Remainder(exact, bound) == 0 : Math.IEEERemainder((double)value, (double)bound) == 0;
}

using System.Globalization;
using System.Text.Json;

namespace TieredRouting.Validation;

/// <summary>A text that two JSON values have in common if they hold the same values, whatever the order of lists and members.</summary>
internal static class CanonicalJson
{
    public static string Of(JsonElement element) => Of(element, AnswerValue.Of);

    /// <summary>One that they also have in common where only the mark of a currency parts them.</summary>
    public static string WithoutCurrencies(JsonElement element) => Of(element, static value => AnswerValue.Of(value).WithoutCurrency);

    private static string Of(JsonElement element, Func<JsonElement, AnswerValue> valueOf) => element.ValueKind switch
    {
        JsonValueKind.Object => Join('{', element.EnumerateObject().Select(member => Sized(member.Name) + Of(member.Value, valueOf))),
        JsonValueKind.Array => Join('[', element.EnumerateArray().Select(item => Of(item, valueOf))),
        _ => valueOf(element).ToString(),
    };

    private static string Join(char kind, IEnumerable<string> parts) => kind + string.Concat(parts.Order(StringComparer.Ordinal).Select(Sized));

    /// <summary>With its length before it, no part can be taken for two.</summary>
    private static string Sized(string part) => string.Create(CultureInfo.InvariantCulture, $"{part.Length}:{part}");
}

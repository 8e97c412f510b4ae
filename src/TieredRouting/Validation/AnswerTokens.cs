using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace TieredRouting.Validation;

/// <summary>Turns strictly parsed JSON into the tokens NJsonSchema walks: dates stay text, and numbers are exact where a decimal can hold them.</summary>
internal static class AnswerTokens
{
    /// <exception cref="InvalidOperationException">A text is not valid Unicode.</exception>
    public static JToken From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => FromObject(element),
        JsonValueKind.Array => FromArray(element),
        JsonValueKind.String => JValue.CreateString(element.GetString()),
        JsonValueKind.Number => element.TryGetDecimal(out var exact) ? new JValue(exact) : new JValue(element.GetDouble()),
        JsonValueKind.True => new JValue(true),
        JsonValueKind.False => new JValue(false),
        _ => JValue.CreateNull(),
    };

    private static JObject FromObject(JsonElement element)
    {
        var tokens = new JObject();
        foreach (var property in element.EnumerateObject())
            tokens.Add(new JProperty(property.Name, From(property.Value)));
        return tokens;
    }

    private static JArray FromArray(JsonElement element)
    {
        var tokens = new JArray();
        foreach (var item in element.EnumerateArray())
            tokens.Add(From(item));
        return tokens;
    }
}

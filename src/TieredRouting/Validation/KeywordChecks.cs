using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace TieredRouting.Validation;

/// <summary>Makes the check of one keyword, whose value has passed the lint.</summary>
internal static class KeywordChecks
{
    /// <summary>The check, or null where the keyword is an annotation.</summary>
    public static NodeCheck? Create(string keyword, JsonElement value) => keyword switch
    {
        "type" => TypeCheck.Create(value),
        "enum" => OneOf(value.EnumerateArray(), "must be one of the enum values"),
        "const" => OneOf([value], "must be the const value"),
        "minimum" or "exclusiveMinimum" or "maximum" or "exclusiveMaximum" or "multipleOf" => NumberCheck.Create(keyword, value.GetDecimal()),
        "pattern" => Pattern(value.GetString()!),
        "format" => Format(value.GetString()!),
        "minLength" or "maxLength" => Size(keyword, value, "characters", token => token is JValue { Value: string text } ? CodePoints(text) : null),
        "minItems" or "maxItems" => Size(keyword, value, "items", token => (token as JArray)?.Count),
        "minProperties" or "maxProperties" => Size(keyword, value, "properties", token => (token as JObject)?.Count),
        "uniqueItems" when value.GetBoolean() => UniqueItems,
        "dependentRequired" => DependentRequired(value),
        _ => null,
    };

    private static NodeCheck OneOf(IEnumerable<JsonElement> values, string rule)
    {
        var allowed = values.Select(AnswerTokens.From).ToHashSet(TokenEquality.Instance);
        return token => allowed.Contains(token) ? null : rule;
    }

    private static NodeCheck? Pattern(string pattern)
    {
        Regex? regex = EcmaPattern.TryCompile(pattern, out regex, out _) ? regex : null;
        var rule = $"must match the pattern {pattern}";
        return token => token is JValue { Value: string text } && regex?.IsMatch(text) == false ? rule : null;
    }

    private static NodeCheck Format(string format)
    {
        var isValid = AnswerFormats.All[format];
        var rule = $"must be a valid {format}";
        return token => token is JValue { Value: string text } && !isValid(text) ? rule : null;
    }

    private static NodeCheck Size(string keyword, JsonElement value, string unit, Func<JToken, int?> measure)
    {
        var (least, bound) = (keyword.StartsWith("min", StringComparison.Ordinal), value.GetDecimal());
        var rule = string.Create(CultureInfo.InvariantCulture, $"must have at {(least ? "least" : "most")} {bound:0} {unit}");
        return token => measure(token) is { } size && (least ? size < bound : size > bound) ? rule : null;
    }

    /// <summary>The length in Unicode code points: an emoji counts once, however it is encoded.</summary>
    private static int CodePoints(string text)
    {
        var count = text.Length;
        foreach (var c in text)
            count -= char.IsLowSurrogate(c) ? 1 : 0;
        return count;
    }

    private static string? UniqueItems(JToken token) =>
        token is JArray items && items.Count != items.Distinct(TokenEquality.Instance).Count() ? "must not repeat an item" : null;

    private static NodeCheck DependentRequired(JsonElement value)
    {
        var pairs = value.EnumerateObject().SelectMany(trigger => trigger.Value.EnumerateArray().Select(name => (trigger.Name, Needs: name.GetString()!))).ToArray();
        return token => token is JObject members && Array.Find(pairs, pair => members.ContainsKey(pair.Name) && !members.ContainsKey(pair.Needs)) is { Needs: { } missing }
            ? $"required property \"{missing}\" is missing"
            : null;
    }
}

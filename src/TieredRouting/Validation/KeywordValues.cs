using System.Text.Json;

namespace TieredRouting.Validation;

/// <summary>What the value of each accepted keyword must be; each rule answers why a value is refused, or null.</summary>
internal static class KeywordValues
{
    public static IReadOnlyDictionary<string, Func<JsonElement, string?>> Rules { get; } = new Dictionary<string, Func<JsonElement, string?>>(StringComparer.Ordinal)
    {
        ["type"] = Type,
        ["enum"] = value => IsArray(value) && value.GetArrayLength() > 0 ? Value(value) : "must be an array of at least one value",
        ["const"] = Value,
        ["minimum"] = Number,
        ["maximum"] = Number,
        ["exclusiveMinimum"] = Number,
        ["exclusiveMaximum"] = Number,
        ["multipleOf"] = value => Number(value) ?? (value.GetDecimal() > 0 ? null : "must be greater than zero"),
        ["minLength"] = Count,
        ["maxLength"] = Count,
        ["minItems"] = Count,
        ["maxItems"] = Count,
        ["minProperties"] = Count,
        ["maxProperties"] = Count,
        ["uniqueItems"] = value => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "must be a boolean",
        ["pattern"] = Pattern,
        ["format"] = Format,
        ["required"] = value => AreNames(value) ? null : "must be an array of property names",
        ["dependentRequired"] = value => IsObject(value) && value.EnumerateObject().All(trigger => AreNames(trigger.Value)) ? null : "must map property names to arrays of them",
        ["properties"] = Map,
        ["$defs"] = Map,
        ["definitions"] = Map,
        ["items"] = value => IsArray(value) ? "is an array of schemas, which is not checked by the validator" : null,
        ["additionalProperties"] = _ => null,
        ["not"] = _ => null,
        ["allOf"] = Schemas,
        ["anyOf"] = Schemas,
        ["oneOf"] = Schemas,
        ["$ref"] = value => Text(value) ?? (JsonPointer.FromReference(value.GetString()) is null ? "leads out of this document: only # and #/... are followed" : null),
    };

    public static string? Text(JsonElement value) => IsText(value) ? null : "must be a text";

    private static string? Value(JsonElement value) => StrictJson.RepeatsNames(value) ? "holds an object with one name twice" : null;

    private static string? Type(JsonElement value)
    {
        JsonElement[] names = IsArray(value) ? [.. value.EnumerateArray()] : [value];
        var known = names.Length > 0 && Array.TrueForAll(names, name => IsText(name) && TypeCheck.Names.Contains(name.GetString(), StringComparer.Ordinal));
        return known && names.DistinctBy(name => name.GetString(), StringComparer.Ordinal).Count() == names.Length
            ? null
            : $"must be one of {string.Join(", ", TypeCheck.Names)}, or an array of them";
    }

    private static string? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out _) ? null : "must be a number that a decimal can hold";

    private static string? Count(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var count) && count >= 0 && decimal.Truncate(count) == count
            ? null
            : "must be a whole number, not negative";

    private static string? Pattern(JsonElement value) =>
        Text(value) ?? (EcmaPattern.TryCompile(value.GetString()!, out _, out var reason) ? null : reason);

    private static string? Format(JsonElement value) =>
        Text(value) ?? (AnswerFormats.All.ContainsKey(value.GetString()!) ? null : $"is not checked by the validator; checked are {string.Join(", ", AnswerFormats.All.Keys)}");

    private static string? Map(JsonElement value) => IsObject(value) ? null : "must be an object of schemas";

    private static string? Schemas(JsonElement value) => IsArray(value) && value.GetArrayLength() > 0 ? null : "must be an array of at least one schema";

    private static bool AreNames(JsonElement value) => IsArray(value) && value.EnumerateArray().All(IsText);

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String;

    private static bool IsArray(JsonElement value) => value.ValueKind == JsonValueKind.Array;

    private static bool IsObject(JsonElement value) => value.ValueKind == JsonValueKind.Object;
}

using System.Text.Json;

namespace TieredRouting.Validation;

/// <summary>The keywords that the validator keeps, those that promise nothing, and by omission those that the lint refuses.</summary>
internal static class SchemaKeywords
{
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "title", "description", "default", "examples", "$comment", "deprecated", "readOnly", "writeOnly", "contentEncoding", "contentMediaType",
    };

    /// <summary>The dialects in which the accepted keywords mean the same. In a vocabulary of one's own they may mean nothing.</summary>
    private static readonly HashSet<string> Dialects = new(StringComparer.Ordinal)
    {
        "http://json-schema.org/draft-06/schema", "http://json-schema.org/draft-07/schema",
        "https://json-schema.org/draft/2019-09/schema", "https://json-schema.org/draft/2020-12/schema",
    };

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "if", "then", "else", "contains", "minContains", "maxContains", "propertyNames", "patternProperties", "dependencies", "dependentSchemas", "prefixItems",
        "additionalItems", "unevaluatedItems", "unevaluatedProperties", "contentSchema", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor", "$vocabulary",
    };

    public static SchemaKeywordShape ShapeOf(string keyword) => keyword switch
    {
        "items" or "additionalProperties" or "not" => SchemaKeywordShape.Schema,
        "allOf" or "anyOf" or "oneOf" => SchemaKeywordShape.List,
        "properties" or "$defs" or "definitions" => SchemaKeywordShape.Map,
        _ => SchemaKeywordShape.Value,
    };

    /// <summary>Why a keyword with this value is refused, as the end of a sentence that begins with its name; null if it is kept.</summary>
    public static string? Refusal(string keyword, JsonElement value, bool isRoot) => keyword switch
    {
        "$id" when !isRoot => "is understood at the root only",
        "$schema" => KeywordValues.Text(value) ?? (Dialects.Contains(value.GetString()!.TrimEnd('#')) ? null : "names a dialect that is not understood"),
        "$id" => KeywordValues.Text(value),
        _ when IsAnnotation(keyword) => null,
        _ when KeywordValues.Rules.TryGetValue(keyword, out var rule) => rule(value),
        _ when Known.Contains(keyword) => "is not checked by the validator",
        _ => "is no keyword that the validator knows",
    };

    /// <summary>Annotations, definitions, and the empty schemas that the host writes beside a reference.</summary>
    public static bool MayStandBesideReference(JsonProperty keyword) =>
        keyword.Name is "$ref" or "$schema" or "$id" or "$defs" or "definitions"
        || IsAnnotation(keyword.Name)
        || (ShapeOf(keyword.Name) == SchemaKeywordShape.Schema && keyword.Name != "not" && AllowsAnything(keyword.Value));

    private static bool IsAnnotation(string keyword) => Annotations.Contains(keyword) || keyword.StartsWith("x-", StringComparison.Ordinal);

    private static bool AllowsAnything(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.True || (schema.ValueKind == JsonValueKind.Object && !schema.EnumerateObject().Any());
}

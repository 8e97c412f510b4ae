using System.Text.Json;
using System.Text.Json.Nodes;

namespace TieredRouting.Validation;

/// <summary>Moves the local references of a schema that is put inside another one.</summary>
internal static class SchemaRebase
{
    /// <summary>Prefixes every local <c>$ref</c> under <paramref name="node"/> with the pointer at which it will stand.</summary>
    public static void Rebase(JsonNode? node, string pointer) => Visit(node, pointer, isMap: false);

    private static void Visit(JsonNode? node, string pointer, bool isMap)
    {
        if (node is JsonArray array)
            foreach (var item in array)
                Visit(item, pointer, isMap: false);
        if (node is not JsonObject schema)
            return;

        if (!isMap && ReferenceOf(schema) is { } reference)
            schema["$ref"] = $"#{pointer}{reference[1..]}";
        foreach (var (name, value) in schema)
            if (isMap || !HoldsData(name))
                Visit(value, pointer, !isMap && SchemaKeywords.ShapeOf(name) == SchemaKeywordShape.Map);
    }

    private static string? ReferenceOf(JsonObject schema) =>
        schema["$ref"] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is ['#', ..] text ? text : null;

    /// <summary>Values in which a member called <c>$ref</c> is no reference.</summary>
    private static bool HoldsData(string keyword) => keyword is "enum" or "const" or "default" or "examples";
}

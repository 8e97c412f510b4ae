using System.Text.Json;
using System.Text.Json.Nodes;

namespace TieredRouting.Validation;

/// <summary>Tells whether a schema admits null, which is how the host marks a member that may be left out.</summary>
internal sealed class SchemaNullability(JsonObject root)
{
    public bool AdmitsNull(JsonNode? schema) => AdmitsNull(schema, AnswerLimits.MaxDepth);

    /// <summary>All keywords must admit null; <paramref name="steps"/> ends references that lead in circles.</summary>
    private bool AdmitsNull(JsonNode? schema, int steps)
    {
        if (schema is not JsonObject keywords || steps == 0)
            return schema?.GetValueKind() == JsonValueKind.True;

        return keywords.All(keyword => keyword.Key switch
        {
            "type" => Names(keyword.Value, "null"),
            "enum" => keyword.Value is JsonArray values && values.Contains(null),
            "const" => keyword.Value is null,
            "$ref" => AdmitsNull(Resolve(keyword.Value), steps - 1),
            "anyOf" or "oneOf" => keyword.Value is JsonArray any && any.Any(inner => AdmitsNull(inner, steps - 1)),
            "allOf" => keyword.Value is JsonArray all && all.All(inner => AdmitsNull(inner, steps - 1)),
            "not" => !AdmitsNull(keyword.Value, steps - 1),
            _ => true,
        });
    }

    private static bool Names(JsonNode? type, string name) =>
        type is JsonArray names ? names.Any(item => Names(item, name)) : type?.GetValueKind() == JsonValueKind.String && type.GetValue<string>() == name;

    private JsonNode? Resolve(JsonNode? reference)
    {
        var pointer = JsonPointer.FromReference(reference?.GetValueKind() == JsonValueKind.String ? reference.GetValue<string>() : null);
        return pointer?.Split('/').Skip(1).Aggregate((JsonNode?)root, Step);
    }

    private static JsonNode? Step(JsonNode? node, string segment) => node switch
    {
        JsonObject members => members[JsonPointer.Unescape(segment)],
        JsonArray items when int.TryParse(segment, System.Globalization.CultureInfo.InvariantCulture, out var index) && index >= 0 && index < items.Count => items[index],
        _ => null,
    };
}

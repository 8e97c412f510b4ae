using System.Text.Json;
using System.Text.Json.Nodes;

namespace TieredRouting.Validation;

/// <summary>Closes the schema of a CLR type: what the type cannot hold, an answer must not have, and what it cannot miss, an answer must.</summary>
internal sealed class SchemaClosing
{
    /// <summary>What the platform reads into a <see cref="TimeOnly"/>. It calls that the format <c>time</c>, which in JSON Schema asks for an offset.</summary>
    private const string ClockTime = @"^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$";

    private readonly SchemaNullability _nullability;

    private SchemaClosing(JsonObject root) => _nullability = new SchemaNullability(root);

    public static void Close(JsonObject root) => new SchemaClosing(root).Visit(root);

    public static JsonNode ToNode(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object ? JsonObject.Create(schema)! : FromBoolean(schema.ValueKind == JsonValueKind.True);

    private static JsonObject FromBoolean(bool allows) => allows ? [] : new JsonObject { ["not"] = new JsonObject() };

    private void Visit(JsonObject schema)
    {
        // The host leaves an empty "items" beside the reference of a recursive list.
        if (schema.ContainsKey("$ref") && schema["items"] is JsonObject { Count: 0 })
            schema.Remove("items");

        CloseProperties(schema);
        NarrowTime(schema);
        foreach (var name in schema.Select(keyword => keyword.Key).ToList())
            VisitKeyword(schema, name);
    }

    private void CloseProperties(JsonObject schema)
    {
        if (schema["properties"] is not JsonObject properties)
            return;

        var required = schema["required"] as JsonArray ?? [];
        var named = required.Select(name => name!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, member) in properties)
            if (!_nullability.AdmitsNull(member) && named.Add(name))
                required.Add((JsonNode)name);

        if (required is { Count: > 0, Parent: null })
            schema["required"] = required;
        // Beside alternatives the properties are only part of what is allowed.
        if (!schema.ContainsKey("additionalProperties") && !schema.ContainsKey("anyOf") && !schema.ContainsKey("oneOf") && !schema.ContainsKey("allOf"))
            schema["additionalProperties"] = false;
    }

    private static void NarrowTime(JsonObject schema)
    {
        if (schema["format"] is JsonValue format && format.TryGetValue(out string? text) && text == "time" && schema.Remove("format"))
            schema["pattern"] = ClockTime;
    }

    private void VisitKeyword(JsonObject schema, string name)
    {
        switch (SchemaKeywords.ShapeOf(name), schema[name])
        {
            case (SchemaKeywordShape.Map, JsonObject members):
                foreach (var member in members.Select(member => member.Key).ToList())
                    VisitSchema(members[member]!, closed => members[member] = closed);
                break;
            case (SchemaKeywordShape.List, JsonArray list):
                for (var index = 0; index < list.Count; index++)
                    VisitSchema(list[index]!, closed => list[index] = closed);
                break;
            case (SchemaKeywordShape.Schema, { } inner) when name != "additionalProperties" || inner.GetValueKind() != JsonValueKind.False:
                VisitSchema(inner, closed => schema[name] = closed);
                break;
        }
    }

    private void VisitSchema(JsonNode schema, Action<JsonObject> replace)
    {
        if (schema is JsonObject inner)
            Visit(inner);
        else if (schema.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            replace(FromBoolean(schema.GetValueKind() == JsonValueKind.True));
    }
}

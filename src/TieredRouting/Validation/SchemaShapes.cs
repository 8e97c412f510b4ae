using System.Text.Json;

namespace TieredRouting.Validation;

/// <summary>Reads the shape of a schema that passed the lint.</summary>
internal sealed class SchemaShapes
{
    private readonly JsonElement _root;
    private readonly Dictionary<string, SchemaShape> _shapes = new(StringComparer.Ordinal);

    private SchemaShapes(JsonElement root) => _root = root;

    public static SchemaShape Of(JsonElement schema) => new SchemaShapes(schema).At(schema, "", steps: 0);

    private SchemaShape At(JsonElement schema, string pointer, int steps)
    {
        if (schema.ValueKind != JsonValueKind.Object || steps > AnswerLimits.MaxDepth || Combines(schema))
            return SchemaShape.Anything;
        if (_shapes.TryGetValue(pointer, out var known))
            return known;
        if (schema.TryGetProperty("$ref", out var reference))
            return JsonPointer.FromReference(reference.GetString()) is { } target && JsonPointer.TryFind(_root, target, out var found) ? At(found, target, steps + 1) : SchemaShape.Anything;
        // Before it is filled: it may hold itself.
        var shape = _shapes[pointer] = new SchemaShape();
        foreach (var keyword in schema.EnumerateObject())
            Read(shape, keyword.Name, keyword.Value, pointer);
        return shape;
    }

    private static bool Combines(JsonElement schema) =>
        schema.TryGetProperty("allOf", out _) || schema.TryGetProperty("anyOf", out _) || schema.TryGetProperty("oneOf", out _) || schema.TryGetProperty("not", out _);

    private void Read(SchemaShape shape, string keyword, JsonElement value, string pointer)
    {
        var place = JsonPointer.Append(pointer, keyword);
        switch (keyword)
        {
            case "type": shape.Types = [.. Texts(value)]; break;
            case "required": shape.Required.AddRange(Texts(value)); break;
            case "additionalProperties" when value.ValueKind == JsonValueKind.False: shape.Open = false; break;
            case "additionalProperties": shape.Others = At(value, place, steps: 0); break;
            case "items": shape.Items = At(value, place, steps: 0); break;
            case "maxItems" when value.TryGetInt64(out var most): shape.MaxItems = most; break;
            case "enum" or "const": shape.Words = WordsOf(value); break;
            case "properties":
                foreach (var member in value.EnumerateObject())
                    shape.Members[member.Name] = At(member.Value, JsonPointer.Append(place, member.Name), steps: 0);
                break;
        }
    }

    /// <summary>Only texts can be compared as they are written.</summary>
    private static HashSet<string>? WordsOf(JsonElement value)
    {
        JsonElement[] values = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        return Array.TrueForAll(values, one => one.ValueKind == JsonValueKind.String) ? [.. values.Select(one => one.GetString()!)] : null;
    }

    private static IEnumerable<string> Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(one => one.GetString()!) : [value.GetString()!];
}

using System.Globalization;
using System.Text.Json;

namespace TieredRouting.Validation;

/// <summary>Whether answers of a schema can have a part at all, as far as that can be told without trying: where it cannot, they may.</summary>
internal static class SchemaParts
{
    public static bool MayHave(JsonElement schema, string pointer)
    {
        var at = schema;
        foreach (var segment in pointer.Split('/').Skip(1).Select(JsonPointer.Unescape))
        {
            if (Resolved(schema, at) is not { } resolved)
                return true;
            if (!TryStep(resolved, segment, out var next))
                return false;
            if (next is null)
                return true;
            at = next.Value;
        }

        return true;
    }

    /// <summary>The schema that a reference leads to; null where alternatives or something unreadable stand in the way.</summary>
    private static JsonElement? Resolved(JsonElement root, JsonElement schema)
    {
        for (var step = 0; step < AnswerLimits.MaxDepth && schema.ValueKind == JsonValueKind.Object; step++)
        {
            if (!schema.TryGetProperty("$ref", out var reference))
                return schema.TryGetProperty("allOf", out _) || schema.TryGetProperty("anyOf", out _) || schema.TryGetProperty("oneOf", out _) ? null : schema;
            if (reference.ValueKind != JsonValueKind.String || JsonPointer.FromReference(reference.GetString()) is not { } target || !JsonPointer.TryFind(root, target, out schema))
                return null;
        }

        return null;
    }

    /// <summary>Goes one step down.</summary>
    /// <returns>Whether there may be something; what, is null where the schema does not say.</returns>
    private static bool TryStep(JsonElement schema, string segment, out JsonElement? next)
    {
        next = null;
        if (Allows(schema, "object") && Member(schema, segment, out next))
            return true;
        if (!Allows(schema, "array") || !int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return false;
        next = schema.TryGetProperty("items", out var items) ? items : null;
        return next is not { ValueKind: JsonValueKind.False };
    }

    private static bool Member(JsonElement schema, string name, out JsonElement? member)
    {
        member = null;
        if (schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(name, out var declared))
            member = declared;
        else if (schema.TryGetProperty("additionalProperties", out var others))
            member = others;
        return member is not { ValueKind: JsonValueKind.False };
    }

    private static bool Allows(JsonElement schema, string type) =>
        !schema.TryGetProperty("type", out var types)
        || (types.ValueKind == JsonValueKind.Array ? types.EnumerateArray().Any(one => Is(one, type)) : Is(types, type));

    private static bool Is(JsonElement type, string name) => type.ValueKind == JsonValueKind.String && type.ValueEquals(name);
}

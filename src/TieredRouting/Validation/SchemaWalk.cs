using System.Text.Json;

namespace TieredRouting.Validation;

/// <summary>One walk of the lint over a schema: what it found wrong, and what is left to check once all of the schema is known.</summary>
internal sealed class SchemaWalk
{
    public List<SchemaLintError> Errors { get; } = [];

    /// <summary>The pointers of all schemas, where references may lead.</summary>
    public HashSet<string> Schemas { get; } = new(StringComparer.Ordinal);

    public List<SchemaStep> References { get; } = [];

    /// <summary>Schemas and those they combine, which apply to the same value.</summary>
    public List<SchemaStep> InPlace { get; } = [];

    public void Visit(JsonElement schema, string pointer, string keyword, int depth = 1)
    {
        Schemas.Add(pointer);
        if (depth > AnswerLimits.MaxDepth)
            Errors.Add(new SchemaLintError(pointer, keyword, $"the schema is nested deeper than {AnswerLimits.MaxDepth}"));
        else if (schema.ValueKind == JsonValueKind.Object)
            VisitKeywords(schema, pointer, depth);
        else if (schema.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Errors.Add(new SchemaLintError(pointer, keyword, "a schema is an object or a boolean"));
    }

    private void VisitKeywords(JsonElement schema, string pointer, int depth)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        var refers = schema.TryGetProperty("$ref", out _);
        foreach (var keyword in schema.EnumerateObject())
        {
            if (!seen.Add(keyword.Name))
                Refuse(pointer, keyword.Name, "is there twice");
            else if (refers && !SchemaKeywords.MayStandBesideReference(keyword))
                Refuse(pointer, keyword.Name, "stands beside \"$ref\", where drafts disagree on whether it counts: move it into an \"allOf\"");
            else
                VisitKeyword(keyword, pointer, depth);
        }
    }

    private void VisitKeyword(JsonProperty keyword, string pointer, int depth)
    {
        var (name, value) = (keyword.Name, keyword.Value);
        if (SchemaKeywords.Refusal(name, value, isRoot: pointer.Length == 0) is { } reason)
            Refuse(pointer, name, reason);
        else if (name == "$ref")
            References.Add(new SchemaStep(pointer, JsonPointer.FromReference(value.GetString())!));
        else
            VisitSchemas(name, value, pointer, depth + 1);
    }

    private void VisitSchemas(string name, JsonElement value, string pointer, int depth)
    {
        var inner = JsonPointer.Append(pointer, name);
        switch (SchemaKeywords.ShapeOf(name))
        {
            case SchemaKeywordShape.Schema:
                VisitOne(name, value, pointer, inner, depth);
                break;
            case SchemaKeywordShape.List:
                foreach (var (index, schema) in value.EnumerateArray().Index())
                    VisitOne(name, schema, pointer, JsonPointer.Append(inner, index), depth);
                break;
            case SchemaKeywordShape.Map:
                VisitMap(name, value, inner, depth);
                break;
        }
    }

    private void VisitOne(string name, JsonElement schema, string outer, string pointer, int depth)
    {
        if (name is "allOf" or "anyOf" or "oneOf" or "not")
            InPlace.Add(new SchemaStep(outer, pointer));
        Visit(schema, pointer, name, depth);
    }

    private void VisitMap(string name, JsonElement schemas, string pointer, int depth)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var schema in schemas.EnumerateObject())
        {
            var inner = JsonPointer.Append(pointer, schema.Name);
            if (!seen.Add(schema.Name))
                Errors.Add(new SchemaLintError(inner, name, "is there twice"));
            Visit(schema.Value, inner, name, depth);
        }
    }

    private void Refuse(string pointer, string keyword, string reason) =>
        Errors.Add(new SchemaLintError(JsonPointer.Append(pointer, keyword), keyword, $"\"{keyword}\" {reason}"));
}

using System.Text.Json;

namespace TieredRouting.Validation;

/// <summary>
/// Refuses, by name and JSON pointer, every keyword of a schema that the validator would ignore or get wrong:
/// a rule that nobody checks is no policy. It reports everything at once and never stops at the first error.
/// </summary>
internal static class SchemaLint
{
    public static IReadOnlyList<SchemaLintError> Lint(JsonElement schema)
    {
        if (!StrictJson.IsWholeText(schema))
            return [new SchemaLintError("", "", "the schema holds text that is not valid Unicode")];

        var walk = new SchemaWalk();
        walk.Visit(schema, "", "");
        List<SchemaLintError> errors = [.. walk.Errors, .. BrokenReferences(walk)];
        errors.AddRange(ReferenceLoops.Find(walk));
        errors.Sort(static (left, right) => string.CompareOrdinal(left.Pointer, right.Pointer));
        return errors;
    }

    private static IEnumerable<SchemaLintError> BrokenReferences(SchemaWalk walk) =>
        from reference in walk.References
        where !walk.Schemas.Contains(reference.Target)
        select new SchemaLintError(JsonPointer.Append(reference.Pointer, "$ref"), "$ref", "\"$ref\" does not lead to a schema of this document");
}

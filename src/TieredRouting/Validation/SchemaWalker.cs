using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace TieredRouting.Validation;

/// <summary>NJsonSchema's walk over properties and combinations, with our checks at every node it visits. Holds no state.</summary>
internal sealed class SchemaWalker : JsonSchemaValidator
{
    private static readonly ICollection<ValidationError> None = Array.Empty<ValidationError>();

    public SchemaWalker()
        : base(new JsonSchemaValidatorSettings { FormatValidators = [] })
    {
    }

    protected override ICollection<ValidationError> Validate(JToken token, JsonSchema schema, SchemaType schemaType, string? propertyName, string propertyPath)
    {
        var node = (SchemaNode)schema;
        var errors = node.HasStructureFor(token) ? Walk(token, node, schemaType, propertyName, propertyPath) : null;
        foreach (var check in node.Checks)
            if (check(token) is { } rule)
                (errors ??= []).Add(new RuleError(rule, token, node));

        if (token is JArray items && node.Element is { } element)
            WalkItems(items, element.ActualSchema, schemaType, ref errors);

        return errors ?? None;
    }

    /// <summary>Stops when enough items have failed: the model decides how many there are, and each error costs memory.</summary>
    private void WalkItems(JArray items, JsonSchema element, SchemaType schemaType, ref List<ValidationError>? errors)
    {
        foreach (var item in items)
        {
            var broken = Validate(item, element, schemaType, null, "");
            if (broken.Count > 0)
                (errors ??= []).AddRange(broken);
            if (errors?.Count >= AnswerLimits.MaxViolations)
                return;
        }
    }

    private List<ValidationError> Walk(JToken token, SchemaNode node, SchemaType schemaType, string? propertyName, string propertyPath)
    {
        var errors = (List<ValidationError>)base.Validate(token, node, schemaType, propertyName, propertyPath);
        // NJsonSchema asks for required properties on whatever it meets; the keyword is about objects only.
        if (token is not JObject)
            errors.RemoveAll(error => error.Kind == ValidationErrorKind.PropertyRequired);

        return errors;
    }
}

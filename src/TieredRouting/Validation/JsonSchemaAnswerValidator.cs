using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace TieredRouting.Validation;

/// <summary>Checks answers against one JSON schema, read once. Safe to share between threads.</summary>
internal sealed class JsonSchemaAnswerValidator : IAnswerValidator
{
    private static readonly AnswerViolation[] NoJson = [new("", StrictJson.NotJson)];
    private static readonly AnswerViolation[] NotStrict = [new("", "the answer is not strict JSON")];

    private readonly Lazy<SchemaGraph> _graph;
    private readonly SchemaWalker _walker = new();

    private readonly Lazy<SchemaShape> _shape;

    private JsonSchemaAnswerValidator(JsonElement schema)
    {
        _graph = new Lazy<SchemaGraph>(() => new SchemaGraph(schema));
        _shape = new Lazy<SchemaShape>(() => SchemaShapes.Of(schema));
    }

    /// <summary>What can be told of an answer before it is whole.</summary>
    public SchemaShape Shape => _shape.Value;

    /// <summary>Builds the validator of a schema.</summary>
    /// <exception cref="ArgumentException">The lint refuses the schema.</exception>
    [RequiresUnreferencedCode("NJsonSchema and Newtonsoft.Json are not annotated for trimming.")]
    [RequiresDynamicCode("NJsonSchema and Newtonsoft.Json are not annotated for ahead-of-time compilation.")]
    public static JsonSchemaAnswerValidator Create(JsonElement schema)
    {
        var errors = SchemaLint.Lint(schema);
        if (errors.Count > 0)
            throw new ArgumentException($"The schema cannot be enforced: {string.Join("; ", errors)}", nameof(schema));

        return Linted(schema);
    }

    /// <summary>The validator of a schema that passed the lint. What it checks with takes many times the schema's size, so it is built with the first answer.</summary>
    [RequiresUnreferencedCode("NJsonSchema and Newtonsoft.Json are not annotated for trimming.")]
    [RequiresDynamicCode("NJsonSchema and Newtonsoft.Json are not annotated for ahead-of-time compilation.")]
    public static JsonSchemaAnswerValidator Linted(JsonElement schema) => new(schema);

    public IReadOnlyList<AnswerViolation> Validate(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Json is { ValueKind: not JsonValueKind.Undefined } json ? Validate(json) : NoJson;
    }

    private IReadOnlyList<AnswerViolation> Validate(JsonElement json)
    {
        try
        {
            var errors = _walker.Validate(AnswerTokens.From(json), _graph.Value.Root);
            return errors.Count == 0 ? [] : Report(errors);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // Duplicate names or lone surrogates: our reader refuses both, a caller's own JSON may hold them.
            return NotStrict;
        }
    }

    private IReadOnlyList<AnswerViolation> Report(ICollection<NJsonSchema.Validation.ValidationError> errors)
    {
        var report = new ViolationReport(_graph.Value.PropertyNames);
        report.Add(errors);
        return report.Violations;
    }
}

using System.Text.Json;
using TieredRouting.Validation;

namespace TieredRouting.Configuration;

/// <summary>The schemas of one build. Contracts often share one, so each text is linted once and has one validator.</summary>
internal sealed class DeclaredSchemas
{
    private readonly Dictionary<string, IReadOnlyList<SchemaLintError>> _errors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IAnswerValidator> _validators = new(StringComparer.Ordinal);

    public IReadOnlyList<SchemaLintError> Lint(JsonElement schema)
    {
        var text = schema.GetRawText();
        if (!_errors.TryGetValue(text, out var errors))
            _errors.Add(text, errors = SchemaLint.Lint(schema));
        return errors;
    }

    public IAnswerValidator Validator(JsonElement schema, Func<JsonElement, IAnswerValidator> create)
    {
        var text = schema.GetRawText();
        if (!_validators.TryGetValue(text, out var validator))
            _validators.Add(text, validator = create(schema));
        return validator;
    }
}

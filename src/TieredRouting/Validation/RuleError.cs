using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace TieredRouting.Validation;

/// <summary>A <see cref="NodeCheck"/> that failed, carried in NJsonSchema's own list of errors.</summary>
internal sealed class RuleError(string rule, JToken token, JsonSchema schema)
    : ValidationError(ValidationErrorKind.Unknown, null, null, token, schema)
{
    public string Rule { get; } = rule;
}

using Newtonsoft.Json.Linq;
using NJsonSchema.Validation;

namespace TieredRouting.Validation;

/// <summary>Turns NJsonSchema's tree of errors into violations that name places and rules, and nothing of the answer.</summary>
internal sealed class ViolationReport(HashSet<string> schemaNames)
{
    private readonly List<AnswerViolation> _violations = [];

    public IReadOnlyList<AnswerViolation> Violations => _violations;

    public void Add(IEnumerable<ValidationError> errors)
    {
        foreach (var error in errors)
        {
            if (_violations.Count >= AnswerLimits.MaxViolations)
                return;

            if (error is ChildSchemaValidationError { Kind: not (ValidationErrorKind.NotAnyOf or ValidationErrorKind.NotOneOf) } parent)
                Add(parent.Errors.Values.SelectMany(list => list));
            else
                AddOne(error);
        }
    }

    private void AddOne(ValidationError error)
    {
        var violation = new AnswerViolation(PointerTo(error.Token), RuleOf(error));
        if (!_violations.Contains(violation))
            _violations.Add(violation);
    }

    private static string RuleOf(ValidationError error) => error switch
    {
        RuleError broken => broken.Rule,
        { Kind: ValidationErrorKind.PropertyRequired } => $"required property \"{error.Property}\" is missing",
        { Kind: ValidationErrorKind.NoAdditionalPropertiesAllowed } => "has a property the schema does not allow",
        { Kind: ValidationErrorKind.NotAnyOf } => "must match at least one of the anyOf alternatives",
        { Kind: ValidationErrorKind.NotOneOf } => "must match exactly one of the oneOf alternatives",
        { Kind: ValidationErrorKind.ExcludedSchemaValidates } => "must not match the schema under not",
        _ => "breaks the schema",
    };

    /// <summary>The place of a token. A property that is not allowed is reported at its object, and a name that only the answer has is shown as <c>*</c>.</summary>
    private string PointerTo(JToken? token)
    {
        List<string> segments = [];
        for (var at = token is JProperty property ? property.Parent : token; at?.Parent is { } parent; at = parent)
            if (at is not JProperty)
                segments.Add(SegmentOf(at, parent));

        segments.Reverse();
        return segments.Aggregate("", JsonPointer.Append);
    }

    private string SegmentOf(JToken token, JContainer parent) => parent switch
    {
        JProperty property => schemaNames.Contains(property.Name) ? property.Name : "*",
        _ => ((JArray)parent).IndexOf(token).ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}

using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace TieredRouting.Validation;

/// <summary>
/// One schema object. NJsonSchema walks properties and combinations; every other keyword is one of <see cref="Checks"/>,
/// because NJsonSchema ignores it, compares it as text, or trusts its pattern.
/// </summary>
internal sealed class SchemaNode : JsonSchema
{
    public List<NodeCheck> Checks { get; } = [];

    /// <summary>The schema of an array's items. The walker visits them itself, to stop when enough of them have failed.</summary>
    public SchemaNode? Element { get; set; }

    /// <summary>Where a <c>$ref</c> leads. NJsonSchema's own references would drop what stands beside them.</summary>
    public SchemaNode? Target { get; set; }

    public override JsonSchema ActualSchema => Target?.ActualSchema ?? this;

    public bool Combines => AllOf.Count > 0 || AnyOf.Count > 0 || OneOf.Count > 0 || Not is not null;

    private bool RulesMembers => Properties.Count > 0 || RequiredProperties.Count > 0 || !AllowAdditionalProperties || AdditionalPropertiesSchema is not null;

    /// <summary>Whether NJsonSchema has anything to do here. Most tokens are leaves, and there it would only allocate.</summary>
    public bool HasStructureFor(JToken token) => Combines || (token is JObject && RulesMembers);

    /// <summary>Null is never waved through: whether it is allowed is for the checks to say.</summary>
    public override bool IsNullable(SchemaType schemaType) => false;
}

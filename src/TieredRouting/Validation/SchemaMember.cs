using NJsonSchema;

namespace TieredRouting.Validation;

/// <summary>Puts a <see cref="SchemaNode"/> under a property's name, which NJsonSchema wants to be a type of its own.</summary>
internal sealed class SchemaMember(SchemaNode node) : JsonSchemaProperty
{
    public override JsonSchema ActualSchema => node.ActualSchema;

    public override bool IsNullable(SchemaType schemaType) => false;
}

using System.Text.Json;
using NJsonSchema;

namespace TieredRouting.Validation;

/// <summary>
/// The schema as objects, built keyword by keyword from JSON that passed the lint. Reading it through NJsonSchema's own
/// deserializer would guess at dates, references and booleans.
/// </summary>
internal sealed class SchemaGraph
{
    private readonly Dictionary<string, SchemaNode> _nodes = new(StringComparer.Ordinal);
    private readonly List<(SchemaNode Node, string Pointer)> _references = [];

    public SchemaGraph(JsonElement schema)
    {
        Root = Build(schema, "");
        foreach (var (node, pointer) in _references)
            node.Target = _nodes[pointer];
    }

    public SchemaNode Root { get; }

    /// <summary>The names that violations may print: what only an answer has is the answer's.</summary>
    public HashSet<string> PropertyNames { get; } = new(StringComparer.Ordinal);

    private SchemaNode Build(JsonElement schema, string pointer)
    {
        var node = _nodes[pointer] = new SchemaNode();
        if (schema.ValueKind == JsonValueKind.False)
            node.Checks.Add(_ => "is not allowed here");
        if (schema.ValueKind == JsonValueKind.Object)
            foreach (var keyword in schema.EnumerateObject())
                Read(node, keyword.Name, keyword.Value, JsonPointer.Append(pointer, keyword.Name));

        return node;
    }

    private void Read(SchemaNode node, string keyword, JsonElement value, string pointer)
    {
        switch (keyword)
        {
            case "$ref": _references.Add((node, JsonPointer.FromReference(value.GetString())!)); break;
            case "$defs" or "definitions": ReadMap(value, pointer, static (_, _) => { }); break;
            case "properties": ReadMap(value, pointer, (name, member) => AddProperty(node, name, member)); break;
            case "additionalProperties" when value.ValueKind == JsonValueKind.False:
                // A reference may lead here.
                Build(value, pointer);
                node.AllowAdditionalProperties = false;
                break;
            case "additionalProperties": node.AdditionalPropertiesSchema = Build(value, pointer); break;
            case "items": node.Element = Build(value, pointer); break;
            case "not": node.Not = Build(value, pointer); break;
            case "allOf": ReadList(node.AllOf, value, pointer); break;
            case "anyOf": ReadList(node.AnyOf, value, pointer); break;
            case "oneOf": ReadList(node.OneOf, value, pointer); break;
            case "required": ReadNames(node.RequiredProperties, value); break;
            default: AddCheck(node, KeywordChecks.Create(keyword, value)); break;
        }
    }

    private void ReadMap(JsonElement schemas, string pointer, Action<string, SchemaNode> add)
    {
        foreach (var schema in schemas.EnumerateObject())
            add(schema.Name, Build(schema.Value, JsonPointer.Append(pointer, schema.Name)));
    }

    private void ReadList(ICollection<JsonSchema> list, JsonElement schemas, string pointer)
    {
        foreach (var schema in schemas.EnumerateArray())
            list.Add(Build(schema, JsonPointer.Append(pointer, list.Count)));
    }

    private static void ReadNames(ICollection<string> list, JsonElement names)
    {
        foreach (var name in names.EnumerateArray())
            list.Add(name.GetString()!);
    }

    private void AddProperty(SchemaNode node, string name, SchemaNode member)
    {
        node.Properties.Add(name, new SchemaMember(member));
        PropertyNames.Add(name);
    }

    private static void AddCheck(SchemaNode node, NodeCheck? check)
    {
        if (check is not null)
            node.Checks.Add(check);
    }
}

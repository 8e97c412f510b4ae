using System.Text.Json;
using System.Text.Json.Nodes;
using TieredRouting.Configuration;
using TieredRouting.Tests.Architecture;

namespace TieredRouting.Tests.Configuration;

/// <summary>
/// Holds the section's readers, its JSON Schema and its documentation together. The readers say what may stand there, the documentation what it means.
/// With the variable UPDATE_SCHEMA set, the schema is written anew instead of compared.
/// </summary>
public sealed class SectionSchemaTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string SchemaFile = Path.Combine(SourceFile.Repository, "src", "TieredRouting", "tiered-routing.schema.json");

    [Fact]
    public void The_documentation_names_exactly_the_properties_that_are_read() =>
        Documented().Keys.Should().BeEquivalentTo(Properties(Section(SectionSchema.Whole()), string.Empty).Select(property => property.Path));

    [Fact]
    public void The_shipped_schema_is_what_readers_and_documentation_say()
    {
        var schema = SectionSchema.Whole();
        var documented = Documented();
        foreach (var (path, property) in Properties(Section(schema), string.Empty).ToList())
            property["description"] = documented[path];
        var text = schema.ToJsonString(Indented) + "\n";

        if (Environment.GetEnvironmentVariable("UPDATE_SCHEMA") is not null)
            File.WriteAllText(SchemaFile, text);

        File.ReadAllText(SchemaFile).Should().Be(text, "it is written anew with UPDATE_SCHEMA=1");
    }

    private static JsonObject Section(JsonObject schema) => schema["properties"]!["TieredRouting"]!.AsObject();

    private static IEnumerable<(string Path, JsonObject Property)> Properties(JsonObject schema, string path)
    {
        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
        {
            var inner = path.Length == 0 ? name : $"{path}.{name}";
            yield return (inner, property!.AsObject());
            foreach (var deeper in Inside(property.AsObject(), inner))
                yield return deeper;
        }
    }

    private static IEnumerable<(string Path, JsonObject Property)> Inside(JsonObject property, string path) =>
        Properties(property, path)
            .Concat(property["additionalProperties"] is JsonObject member ? Properties(member, $"{path}.*") : [])
            .Concat(property["items"] is JsonObject item ? Properties(item, $"{path}[]") : []);

    /// <summary>The meanings of the reference table, by property.</summary>
    private static Dictionary<string, string> Documented() =>
        File.ReadLines(Path.Combine(SourceFile.Repository, "docs", "configuration.md"))
            .SkipWhile(line => line != "## Reference")
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(cells => cells[0].Trim('`'), cells => cells[^1], StringComparer.Ordinal);
}

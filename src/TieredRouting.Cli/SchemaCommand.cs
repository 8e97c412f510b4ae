using System.Text.Json;
using TieredRouting.Configuration;

namespace TieredRouting.Cli;

/// <summary><c>tiered-routing schema</c>: the JSON Schema of the routing section, for editors.</summary>
internal static class SchemaCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    public static ToolCommand Create(Terminal terminal)
    {
        var command = new ToolCommand(
            "schema",
            "Prints the JSON Schema of a file with a TieredRouting section.",
            "tiered-routing schema > tiered-routing.schema.json");
        command.SetAction(_ => terminal.Out.WriteLine(SectionSchema.Whole().ToJsonString(Indented)));
        return command;
    }
}

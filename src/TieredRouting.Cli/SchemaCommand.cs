namespace TieredRouting.Cli;

/// <summary><c>tiered-routing schema</c>: the JSON Schema of the routing section, for editors.</summary>
internal static class SchemaCommand
{
    private const string Resource = "tiered-routing.schema.json";

    public static ToolCommand Create(Terminal terminal)
    {
        var command = new ToolCommand(
            "schema",
            "Prints the JSON Schema of a file with a TieredRouting section.",
            "tiered-routing schema > tiered-routing.schema.json");
        command.SetAction(_ => terminal.Out.Write(Text()));
        return command;
    }

    private static string Text()
    {
        using var reader = new StreamReader(typeof(SchemaCommand).Assembly.GetManifestResourceStream(Resource)!);
        return reader.ReadToEnd();
    }
}

using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TieredRouting.Signals;

/// <summary>
/// What a tool that states no risk can do, from what it is called and how it is described. The riskiest of name, description and parameters is believed; a
/// description may say that a tool reads only where its name says nothing, and a tool of which nothing is known writes.
/// </summary>
internal static class InferredToolRisk
{
    private const int MostParameters = 256;

    public static ToolRisk Of(string name, string description, IEnumerable<string> parameters)
    {
        var (named, described) = (ToolName.HintOf(name), ToolDescription.HintOf(description));
        if (named == ToolHint.Destroys || described == ToolHint.Destroys)
            return ToolRisk.Destructive;
        var reads = named == ToolHint.Reads || (named == ToolHint.None && described == ToolHint.Reads);
        return reads && described != ToolHint.Writes && !parameters.Any(Changes) ? ToolRisk.Read : ToolRisk.Write;
    }

    public static ToolRisk Of(AITool tool) => Of(tool.Name ?? "", tool.Description ?? "", ParametersOf(tool));

    private static IEnumerable<string> ParametersOf(AITool tool) =>
        tool is AIFunctionDeclaration { JsonSchema: { ValueKind: JsonValueKind.Object } schema }
        && schema.TryGetProperty("properties", out var properties)
        && properties.ValueKind == JsonValueKind.Object
            ? properties.EnumerateObject().Take(MostParameters).Select(property => property.Name)
            : [];

    /// <summary>Whether a parameter asks for a change, such as <c>overwrite</c>, <c>createIfMissing</c> or <c>dryRun</c>.</summary>
    private static bool Changes(string parameter)
    {
        var words = ToolWords.OfIdentifier(parameter);
        return words switch
        {
            [] => false,
            [{ Text: "confirm" or "cascade" }, ..] or [{ Text: "dry" }, { Text: "run" }, ..] => true,
            [var only] => IsFirm(only),
            [var first, { Text: "if" or "all" or "existing" or "missing" or "after" or "mode" or "as" or "to" or "on" }, ..] => IsFirm(first),
            _ => false,
        };
    }

    private static bool IsFirm(ToolWord word) => ToolVerbs.Of(word.Text) is ToolVerb.Writes or ToolVerb.Destroys;
}

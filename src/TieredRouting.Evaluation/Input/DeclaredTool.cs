using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TieredRouting.Evaluation;

/// <summary>A tool that is only spoken of.</summary>
internal sealed class DeclaredTool(string name, string description, JsonElement parameters, IReadOnlyDictionary<string, object?> stated) : AIFunctionDeclaration
{
    public override string Name => name;

    public override string Description => description;

    public override JsonElement JsonSchema => parameters;

    public override IReadOnlyDictionary<string, object?> AdditionalProperties => stated;
}

using System.Text.Json;
using Microsoft.Extensions.AI;
using TieredRouting.Telemetry;

namespace TieredRouting.Signals;

/// <summary>
/// What the request's tools can do, from what they say of themselves: <c>readOnly</c> and <c>destructive</c>, or their
/// names in the Model Context Protocol, <c>readOnlyHint</c> and <c>destructiveHint</c>. A tool that says nothing counts as a write.
/// </summary>
internal sealed class ToolRiskExtractor : ISignalExtractor
{
    private static readonly Signal None = Signal.OfParts(SignalNames.ToolRisk, new Dictionary<string, object>(), "none");

    public string Name => SignalNames.ToolRisk;

    public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken)
    {
        if (request.Options?.Tools is not { Count: > 0 } tools)
            return new(None);
        var highest = ToolRisk.Read;
        var parts = new Dictionary<string, object>(tools.Count, StringComparer.Ordinal);
        foreach (var tool in tools)
        {
            // Two tools of one name: the riskier one speaks for both.
            var risk = RiskOf(tool);
            if (parts.TryGetValue(tool.Name, out var known) && (string)known != EnumNames.Of(ToolRisk.Read))
                risk = (string)known == EnumNames.Of(ToolRisk.Destructive) ? ToolRisk.Destructive : Max(risk, ToolRisk.Write);
            parts[tool.Name] = EnumNames.Of(risk);
            highest = Max(highest, risk);
        }

        return new(Signal.OfParts(Name, parts, EnumNames.Of(highest)));
    }

    /// <summary>What one tool can do.</summary>
    public static ToolRisk RiskOf(AITool tool)
    {
        if (States(tool, "destructive", "destructiveHint") == true)
            return ToolRisk.Destructive;
        return States(tool, "readOnly", "readOnlyHint") == true ? ToolRisk.Read : ToolRisk.Write;
    }

    private static bool? States(AITool tool, string name, string hint) =>
        Boolean(tool, name) ?? Boolean(tool, hint);

    private static bool? Boolean(AITool tool, string name) =>
        !tool.AdditionalProperties.TryGetValue(name, out var value) ? null
        : value switch
        {
            bool stated => stated,
            JsonElement { ValueKind: JsonValueKind.True } => true,
            JsonElement { ValueKind: JsonValueKind.False } => false,
            _ => null,
        };

    private static ToolRisk Max(ToolRisk left, ToolRisk right) => left > right ? left : right;
}

using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using TieredRouting.Telemetry;

namespace TieredRouting.Signals;

/// <summary>
/// What the request's tools can do, from what they state: <c>readOnly</c> and <c>destructive</c>, or their names in the Model Context Protocol,
/// <c>readOnlyHint</c> and <c>destructiveHint</c>. Where statements contradict each other the riskier holds; what is not stated is read from the tool's name, description and
/// parameters, and is a write where they do not say.
/// </summary>
internal sealed class ToolRiskExtractor : ISignalExtractor
{
    private static readonly Signal None = Signal.OfParts(SignalNames.ToolRisk, new Dictionary<string, object>(), "none").Shared();

    // A tool is mostly offered again and again; what was read of it lives as long as it does.
    private readonly ConditionalWeakTable<AITool, Reading> _readings = [];

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
            var (name, risk) = (tool.Name ?? "", RiskOf(tool));
            if (parts.TryGetValue(name, out var known) && (string)known != EnumNames.Of(ToolRisk.Read))
                risk = (string)known == EnumNames.Of(ToolRisk.Destructive) ? ToolRisk.Destructive : Max(risk, ToolRisk.Write);
            parts[name] = EnumNames.Of(risk);
            highest = Max(highest, risk);
        }

        return new(Signal.OfKnownParts(Name, parts, EnumNames.Of(highest)));
    }

    /// <summary>Whether any of the tools changes something.</summary>
    public bool AnyWrites(IList<AITool>? tools)
    {
        for (var i = 0; i < tools?.Count; i++)
        {
            if (RiskOf(tools[i]) != ToolRisk.Read)
                return true;
        }

        return false;
    }

    private ToolRisk RiskOf(AITool tool)
    {
        var (readOnly, writes) = Stated(tool, "readOnly", "readOnlyHint");
        var (destructive, mild) = Stated(tool, "destructive", "destructiveHint");
        if (destructive)
            return ToolRisk.Destructive;
        if (readOnly && !writes)
            return ToolRisk.Read;
        var inferred = Inferred(tool);
        // Reading twice changes nothing: what says that it may not be repeated does more than read.
        if (inferred == ToolRisk.Read)
            return writes || Stated(tool, "idempotent", "idempotentHint").No ? ToolRisk.Write : ToolRisk.Read;
        return mild ? ToolRisk.Write : inferred;
    }

    private ToolRisk Inferred(AITool tool)
    {
        // What a provider runs by itself is out of sight, whatever it is called.
        if (tool is not AIFunctionDeclaration)
            return ToolRisk.Write;
        if (_readings.TryGetValue(tool, out var known) && known.IsOf(tool))
            return known.Risk;
        var reading = new Reading(tool.Name, tool.Description, InferredToolRisk.Of(tool));
        _readings.AddOrUpdate(tool, reading);
        return reading.Risk;
    }

    /// <summary>Whether a tool says yes to something, and whether it says no: under two names it may say both.</summary>
    private static (bool Yes, bool No) Stated(AITool tool, string name, string hint)
    {
        var (own, hinted) = (Boolean(tool, name), Boolean(tool, hint));
        return (own == true || hinted == true, own == false || hinted == false);
    }

    private static bool? Boolean(AITool tool, string name) =>
        tool.AdditionalProperties?.TryGetValue(name, out var value) != true ? null
        : value switch
        {
            bool stated => stated,
            JsonElement { ValueKind: JsonValueKind.True } => true,
            JsonElement { ValueKind: JsonValueKind.False } => false,
            _ => null,
        };

    private static ToolRisk Max(ToolRisk left, ToolRisk right) => left > right ? left : right;

    /// <summary>What was read of a tool, for as long as it is called and described the same.</summary>
    private sealed record Reading(string? Name, string? Description, ToolRisk Risk)
    {
        public bool IsOf(AITool tool) => tool.Name == Name && tool.Description == Description;
    }
}

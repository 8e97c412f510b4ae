using TieredRouting.Telemetry;

namespace TieredRouting.Policies;

/// <summary>A tool that writes or destroys makes T2, save for writes the contract calls routine, which make T1.</summary>
internal sealed class ToolRiskRule : IRoutingRule
{
    private static readonly string Read = EnumNames.Of(ToolRisk.Read);
    private static readonly string Write = EnumNames.Of(ToolRisk.Write);

    public string Name => "tool-risk";

    public Requirement? Evaluate(RuleContext context)
    {
        Requirement? required = null;
        foreach (var (tool, risk) in context.Signals[SignalNames.ToolRisk]?.Parts ?? NoTools)
        {
            if (risk is not string named || named == Read)
                continue;
            if (named != Write || !context.Contract.RoutineTools.Contains(tool, StringComparer.OrdinalIgnoreCase))
                return Requires(WorkClass.T2, $"the tool '{tool}' is {named}");
            required ??= Requires(WorkClass.T1, $"the tool '{tool}' writes as a matter of routine");
        }

        return required;
    }

    private static readonly Dictionary<string, object> NoTools = [];

    private static Requirement Requires(WorkClass workClass, string because) =>
        new(because) { Signal = SignalNames.ToolRisk, Class = workClass };
}

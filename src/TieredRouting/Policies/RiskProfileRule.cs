namespace TieredRouting.Policies;

/// <summary>Medium risk makes T1, high risk T2.</summary>
internal sealed class RiskProfileRule : IRoutingRule
{
    private static readonly Requirement Medium = new("the contract's risk is medium") { Class = WorkClass.T1 };
    private static readonly Requirement High = new("the contract's risk is high") { Class = WorkClass.T2 };

    public string Name => "risk";

    public Requirement? Evaluate(RuleContext context) => context.Contract.Risk.Highest switch
    {
        RiskLevel.High => High,
        RiskLevel.Medium => Medium,
        _ => null,
    };
}

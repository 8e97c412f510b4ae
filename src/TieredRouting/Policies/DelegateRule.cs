namespace TieredRouting.Policies;

/// <summary>A rule written as a lambda.</summary>
internal sealed class DelegateRule(string name, Func<RuleContext, Requirement?> evaluate) : IRoutingRule
{
    public string Name => name;

    public Requirement? Evaluate(RuleContext context) => evaluate(context);
}

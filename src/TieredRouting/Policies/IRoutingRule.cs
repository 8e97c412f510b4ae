namespace TieredRouting;

/// <summary>
/// Reads signals and contract, and states what they require. Rules are pure: no I/O, no clock, no state; the same input
/// gives the same requirement. Since requirements are joined, the order of rules never matters.
/// </summary>
/// <remarks>A rule that throws, or that requires a tier or a gate nobody declared, makes the request unroutable.</remarks>
public interface IRoutingRule
{
    /// <summary>The rule's name, unique among the rules of a contract.</summary>
    string Name { get; }

    /// <summary>States what the rule requires.</summary>
    /// <param name="context">What the rule may read.</param>
    /// <returns>The requirement, or <see langword="null"/> for none.</returns>
    Requirement? Evaluate(RuleContext context);
}

using TieredRouting.Signals;

namespace TieredRouting.Policies;

/// <summary>Personal data or a credential in the request's text makes the lane sensitive.</summary>
internal sealed class PolicyLaneRule : IRoutingRule
{
    public string Name => "policy-lane";

    public Requirement? Evaluate(RuleContext context)
    {
        if (context.Signals[SignalNames.PolicyLane] is not { Evidence.Count: > 0 } seen)
            return null;
        var kinds = string.Join(", ", seen.Evidence.Select(evidence => evidence.Kind).Where(IsSensitive).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return kinds.Length == 0
            ? null
            : new Requirement($"the text names {kinds}") { Signal = SignalNames.PolicyLane, Lane = Lane.Sensitive };
    }

    private static bool IsSensitive(string kind) =>
        kind is EvidenceKinds.Email or EvidenceKinds.Phone or EvidenceKinds.CreditCard or EvidenceKinds.Iban or EvidenceKinds.Credential;
}

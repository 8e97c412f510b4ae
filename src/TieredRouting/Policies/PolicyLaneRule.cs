using TieredRouting.Signals;

namespace TieredRouting.Policies;

/// <summary>Personal data, a credential, pay, health or law in the request's text makes the lane sensitive.</summary>
internal sealed class PolicyLaneRule : IRoutingRule
{
    public string Name => "policy-lane";

    public Requirement? Evaluate(RuleContext context)
    {
        if (context.Signals[SignalNames.PolicyLane] is not { Evidence.Count: > 0 } seen)
            return null;
        // The value names every kind; the places that are kept may be of some of them only.
        var kinds = string.Join(", ", seen.Text()!.Split(',').Where(IsSensitive));
        return kinds.Length == 0
            ? null
            : new Requirement($"the text names {kinds}") { Signal = SignalNames.PolicyLane, Lane = Lane.Sensitive };
    }

    private static bool IsSensitive(string kind) => kind is
        EvidenceKinds.Email or EvidenceKinds.Phone or EvidenceKinds.CreditCard or EvidenceKinds.Iban or EvidenceKinds.NationalId or EvidenceKinds.Person or EvidenceKinds.Address
        or EvidenceKinds.IpAddress or EvidenceKinds.DateOfBirth or EvidenceKinds.Credential or EvidenceKinds.Payroll or EvidenceKinds.Legal or EvidenceKinds.Health;
}

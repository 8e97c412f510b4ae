using System.Collections.Frozen;
using TieredRouting.Signals;

namespace TieredRouting.Policies;

/// <summary>Personal data, a credential, pay, health or law in the request's text makes the lane sensitive.</summary>
internal sealed class PolicyLaneRule : IRoutingRule
{
    /// <summary>In any case: a recognizer that says <c>Person</c> means one.</summary>
    private static readonly FrozenSet<string> Sensitive = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        EvidenceKinds.Email, EvidenceKinds.Phone, EvidenceKinds.CreditCard, EvidenceKinds.Iban, EvidenceKinds.NationalId, EvidenceKinds.Person, EvidenceKinds.Address,
        EvidenceKinds.IpAddress, EvidenceKinds.DateOfBirth, EvidenceKinds.Credential, EvidenceKinds.Payroll, EvidenceKinds.Legal, EvidenceKinds.Health);

    public string Name => "policy-lane";

    public Requirement? Evaluate(RuleContext context)
    {
        if (context.Signals[SignalNames.PolicyLane] is not { Evidence.Count: > 0 } seen)
            return null;
        // The value names every kind; the places that are kept may be of some of them only.
        var kinds = string.Join(", ", seen.Text()!.Split(',').Where(Sensitive.Contains));
        return kinds.Length == 0
            ? null
            : new Requirement($"the text names {kinds}") { Signal = SignalNames.PolicyLane, Lane = Lane.Sensitive };
    }
}

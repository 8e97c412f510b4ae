using System.Collections.Frozen;
using TieredRouting.Signals;

namespace TieredRouting.Policies;

/// <summary>Personal data, a credential, pay, health or law in the request's text makes the lane sensitive; so does a text that could not be looked through, since nobody can say that it holds none of them.</summary>
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
        if (context.Signals.Find(SignalNames.PolicyLane) is not { } signal)
            return null;
        var because = Kinds(signal) is { Length: > 0 } kinds ? $"the text names {kinds}"
            : (signal.Why ?? signal.Text(PolicyLaneExtractor.Incomplete)) is { } why ? $"the text could not be looked through: {why}"
            : null;
        return because is null ? null : new Requirement(because) { Signal = SignalNames.PolicyLane, Lane = Lane.Sensitive };
    }

    /// <summary>The value names every kind; the places that are kept may be of some of them only.</summary>
    private static string Kinds(Signal signal) => signal.Evidence.Count == 0 ? string.Empty : string.Join(", ", signal.Text()!.Split(',').Where(Sensitive.Contains));
}

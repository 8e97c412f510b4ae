using TieredRouting;

namespace LeadTriage;

/// <summary>Work on a message that asks for commitments goes to the largest tier, under the gate, and to a person.</summary>
internal sealed class CommitmentRule : IRoutingRule
{
    public string Name => "commitment";

    public Requirement? Evaluate(RuleContext context) => context.Signals[CommitmentExtractor.SignalName]?.Text() switch
    {
        CommitmentExtractor.None => null,
        // Not measured is no all-clear.
        null => Careful("whether it asks for commitments could not be measured"),
        var kind => Careful($"it asks for commitments: {kind}"),
    };

    private static Requirement Careful(string because) => new(because)
    {
        Signal = CommitmentExtractor.SignalName,
        Class = WorkClass.T2,
        MinimumTier = "full",
        Gates = [GateNames.PriceCommitment],
    };
}

using TieredRouting.Configuration;

namespace TieredRouting.Evaluation;

/// <summary>Has a contract say of each request what its cheap tier answers and how sure that is, and nothing more.</summary>
internal static class CheapTierOnly
{
    private static readonly Trigger[] OfScores = [Trigger.LowConfidence, Trigger.Disagreement];

    public static void Keep(TieredRoutingOptions options, string contract)
    {
        options.Controls = [];
        options.Budgets.Clear();
        Uncertify(options);
        if (options.Contracts.GetValueOrDefault(contract) is not { } kept)
            return;
        // Every confidence is let through, to be scored afterwards.
        kept.Confidence = kept.Confidence is { } confidence ? confidence with { EscalateBelow = ConfidenceLevel.Low, WhenUnavailable = UnavailableConfidence.Accept } : null;
        foreach (var trigger in Enum.GetValues<Trigger>().Except([Trigger.HighRisk, Trigger.Exhausted]))
            kept.Fallback.On[trigger] = new FallbackAction(FallbackActionKind.FailClosed, RetrySameTier: RetriesOf(kept, trigger));
    }

    /// <summary>
    /// Takes back what was certified before, which is to be replaced, of all contracts: a difficulty model that they share may be new, and then each entry is of the old one until it is its turn.
    /// </summary>
    public static void Uncertify(TieredRoutingOptions options)
    {
        foreach (var contract in options.Contracts.Values)
            contract.Calibration = null;
    }

    /// <summary>An answer of the second try is the cheap tier's as well. For its score alone no tier that has a threshold is asked again.</summary>
    private static int RetriesOf(ContractOptions contract, Trigger trigger) =>
        OfScores.Contains(trigger) ? 0 : contract.Fallback.On.GetValueOrDefault(trigger)?.RetrySameTier ?? 0;
}

using TieredRouting.Telemetry;

namespace TieredRouting.Policies;

/// <summary>Where a contract's requests start when no requirement says otherwise.</summary>
internal static class StartTier
{
    /// <summary>A summary of this length or less starts small.</summary>
    public const int BoundedSummaryTokens = 512;

    public static (int Index, Reason Reason) Of(Contract contract, TierLadder ladder, int maxIndex, bool capped = false, string? minimum = null)
    {
        var (start, because) = Stated(contract, ladder);
        if (minimum is not null && ladder.TryGet(minimum, out var raised) && raised.Index > start.Index)
            (start, because) = (raised, "a control says so");
        // An intent or a control only suggests where to start; the limits of contract and controls stand above that.
        if (start.Index > maxIndex)
            because += capped ? ", and a control allows no higher" : ", and the contract allows no higher";
        var tier = ladder.Tiers[Math.Min(start.Index, maxIndex)];
        return (tier.Index, new Reason(PolicyReasons.Start, Signal: null, $"start {tier.Name}", because));
    }

    private static (Tier Tier, string Because) Stated(Contract contract, TierLadder ladder) =>
        contract.StartTier is { } named && ladder.TryGet(named, out var stated)
            ? (stated, "the contract says so")
            : (ByIntent(contract, ladder), $"the intent is {EnumNames.Of(contract.Intent)}");

    private static Tier ByIntent(Contract contract, TierLadder ladder) => contract.Intent switch
    {
        TaskIntent.Classify or TaskIntent.Extract or TaskIntent.Transform or TaskIntent.Rewrite => ladder.Small,
        TaskIntent.Summarize when contract.MaxOutputTokens <= BoundedSummaryTokens => ladder.Small,
        TaskIntent.Plan or TaskIntent.GenerateCode or TaskIntent.ReviewPolicy or TaskIntent.UseTools => ladder.Large,
        _ => ladder.Middle,
    };
}

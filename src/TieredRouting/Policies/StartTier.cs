using TieredRouting.Telemetry;
using TieredRouting.Tiers;

namespace TieredRouting.Policies;

/// <summary>Where a contract's requests start when no requirement says otherwise.</summary>
internal static class StartTier
{
    /// <summary>A summary of this length or less starts small.</summary>
    public const int BoundedSummaryTokens = 512;

    /// <param name="contract">The contract.</param>
    /// <param name="ladder">The ladder.</param>
    /// <param name="maxIndex">The contract's highest tier.</param>
    /// <param name="limits">What controls leave of the ladder.</param>
    /// <param name="degradedBy">The budget that wants requests to start as cheaply as they may, or <see langword="null"/>.</param>
    public static (int Index, IEnumerable<Reason> Reasons) Of(Contract contract, TierLadder ladder, int maxIndex, TierLimits limits, string? degradedBy)
    {
        var (start, because) = Stated(contract, ladder);
        var cheaper = degradedBy is not null && start.Index > 0;
        if (cheaper)
            (start, because) = (ladder.Small, "a budget says so");
        // Controls are held by people, and stand above what money wishes for.
        if (Controlled(ladder, limits, start) is { } raised)
            (start, because) = (raised, "a control says so");
        // An intent or a control only suggests where to start; the limits of contract and controls stand above that.
        var highest = Math.Min(maxIndex, limits.MaximumIndex);
        if (start.Index > highest)
            because += limits.MaximumIndex < maxIndex ? ", and a control allows no higher" : ", and the contract allows no higher";
        var tier = ladder.Tiers[Math.Min(start.Index, highest)];
        return (tier.Index, Reasons(new Reason(PolicyReasons.Start, Signal: null, $"start {tier.Name}", because), ladder, limits, cheaper ? degradedBy : null));
    }

    private static Tier? Controlled(TierLadder ladder, TierLimits limits, Tier start) =>
        limits.ExactIndex is { } exact && exact != start.Index ? ladder.Tiers[exact]
        : limits.MinimumIndex > start.Index ? ladder.Tiers[limits.MinimumIndex]
        : null;

    private static IEnumerable<Reason> Reasons(Reason start, TierLadder ladder, TierLimits limits, string? degradedBy)
    {
        yield return start;
        if (limits.Because is { } because)
            yield return new Reason(PolicyReasons.Control, Signal: null, $"tiers {Left(ladder, limits)}", because);
        if (degradedBy is not null)
            yield return new Reason(PolicyReasons.Budget, Signal: null, $"start {ladder.Small.Name}", $"the budget {degradedBy} is nearly spent");
    }

    private static string Left(TierLadder ladder, TierLimits limits) =>
        string.Join(' ', ladder.Tiers.Where(tier => tier.Index >= limits.MinimumIndex && tier.Endpoints.Any(limits.Allows)).Select(tier => tier.Name)) is { Length: > 0 } left ? left : "none";

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

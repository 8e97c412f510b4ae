namespace TieredRouting.Evaluation;

/// <summary>Estimates what groups of requests would cost, and how well that is known.</summary>
internal static class ReplayEstimate
{
    /// <summary>The 97.5th percentile of the normal distribution: 95 of 100 lie within it on both sides.</summary>
    public const double Ninety5 = 1.959964;

    /// <summary>Estimates are not known to more decimals than these.</summary>
    private const int Decimals = 9;

    /// <param name="groups">The groups.</param>
    /// <param name="undecidedCost">What requests cost that are in no group.</param>
    /// <param name="currency">The currency, or <see langword="null"/> where there are several, which cannot be added.</param>
    public static ReplayCost Of(IReadOnlyCollection<ReplayGroup> groups, decimal undecidedCost, string? currency)
    {
        if (currency is null)
            return new ReplayCost();
        var moved = groups.SelectMany(group => group.Moved).ToLookup(requests => requests.IsUncovered);
        var now = groups.Sum(group => group.Cost) + undecidedCost;
        var uncovered = moved[true].Sum(requests => requests.Now) + undecidedCost;
        var kept = now - uncovered - moved[false].Sum(requests => requests.Now) - groups.Sum(group => group.Spared);
        var estimate = Math.Round(moved[false].Sum(requests => requests.Estimate), Decimals);
        var covers = groups.Sum(group => group.Tally.Requests) > moved[true].Sum(requests => requests.Count);
        return new ReplayCost
        {
            Now = now,
            Candidate = covers ? kept + estimate : null,
            UncoveredNow = uncovered,
            Interval = Interval(kept, estimate, [.. moved[false].Select(requests => requests.Variance)]),
            Thin = moved[false].Sum(requests => requests.Thin),
            Currency = currency,
        };
    }

    /// <summary>Requests go their own ways, so variances add up. No cost is below zero.</summary>
    private static EstimateInterval? Interval(decimal kept, decimal estimate, IReadOnlyList<double?> variances)
    {
        if (variances.Count == 0 || variances.Any(variance => variance is null))
            return null;
        var margin = Math.Round((decimal)(Ninety5 * Math.Sqrt(variances.Sum(variance => variance!.Value))), Decimals);
        return new EstimateInterval(kept + Math.Max(0, estimate - margin), kept + estimate + margin);
    }
}

using System.Globalization;
using TieredRouting.Economics;
using TieredRouting.Signals;

namespace TieredRouting.Policies;

/// <summary>
/// Finds the tier where a success is expected to cost least, errors priced in. It reads the <c>cohortHistory</c> signal, the contract's prices and the ladder's, and nothing else, so the decision can be made
/// again from its record.
/// </summary>
/// <remarks>
/// What a request costs that starts on a tier is what requests cost which started there, on whichever tier they were answered: so a cheap start that escalates pays for both. Who always starts at
/// one tier never learns what the others cost; so among the first <see cref="Learning"/> requests of a cohort each goes to the tier with the fewest of those that may still be the cheapest, and one that cannot be any more gets none.
/// That is action elimination (Even-Dar, Mannor and Mansour, "Action elimination and stopping conditions for the multi-armed bandit and reinforcement learning problems", JMLR 7, 2006), with a bound of
/// <see cref="Deviations"/> standard errors. Nothing is drawn by chance.
/// </remarks>
internal static class ExpectedCost
{
    /// <summary>How many requests of a cohort there are before a tier is no longer tried for its own sake.</summary>
    public const int Learning = 500;

    /// <summary>How far from what was seen the truth is taken to lie at most, in standard errors.</summary>
    public const double Deviations = 2;

    private const double LeastSuccess = 0.001;

    /// <summary>The tier to start at, with the arithmetic; <see langword="null"/> where nothing is known of any.</summary>
    /// <param name="candidates">The tiers that are allowed, lowest first.</param>
    /// <param name="economics">What errors cost.</param>
    /// <param name="history">What is known.</param>
    public static (Tier Tier, Reason Reason)? Choose(IReadOnlyList<Tier> candidates, ContractEconomics economics, Signal history)
    {
        var costs = Costs(candidates, economics, history);
        var known = costs.FindAll(cost => cost.IsKnown);
        if (known.Count == 0)
            return null;
        var best = known.MinBy(cost => cost.Expected);
        var chosen = costs.Sum(cost => cost.Requests) < Learning ? LeastSeen(costs, best) : best;
        return (chosen.Tier, new Reason(PolicyReasons.ExpectedCost, SignalNames.CohortHistory, $"start {chosen.Tier.Name}", Because(chosen, best, costs)));
    }

    private static List<TierCost> Costs(IReadOnlyList<Tier> candidates, ContractEconomics economics, Signal history)
    {
        var (costs, below) = (new List<TierCost>(candidates.Count), (TierEstimate?)null);
        foreach (var tier in candidates)
        {
            var known = CohortHistoryParts.Read(history, tier.Name)?.LeaningOn(below);
            costs.Add(known is { } estimate ? Of(tier, estimate, economics) : new TierCost(tier, 0, IsKnown: false, double.PositiveInfinity, Calls(tier, history), double.PositiveInfinity));
            below = known is { Evidence: > 0 } ? known : below;
        }

        return costs;
    }

    /// <summary>The tier with the fewest requests of those that may still be the cheapest.</summary>
    private static TierCost LeastSeen(List<TierCost> costs, TierCost best) =>
        costs.FindAll(cost => cost.Tier == best.Tier || cost.Least < best.Most).OrderBy(cost => cost.Requests).ThenBy(cost => cost.Tier.Index).First();

    private static TierCost Of(Tier tier, in TierEstimate known, ContractEconomics economics)
    {
        if (known.Evidence <= 0)
            return new TierCost(tier, 0, IsKnown: false, double.PositiveInfinity, PerSuccess(known, economics, double.NegativeInfinity), double.PositiveInfinity);
        // As if one more had succeeded and one more had not: a rate of none in five is not a rate of none.
        var lost = (((1 - known.SuccessRate) * known.Evidence) + 1) / (known.Evidence + 2);
        var error = Deviations * Math.Sqrt(lost * (1 - lost) / (known.Evidence + 1));
        return new TierCost(tier, known.Requests, IsKnown: true, PerSuccess(known, economics, 0), PerSuccess(known, economics, -error), PerSuccess(known, economics, error));
    }

    /// <summary>What a success costs where that many more requests go wrong.</summary>
    private static double PerSuccess(in TierEstimate known, ContractEconomics economics, double more)
    {
        var total = known.Cost
            + (Math.Clamp(known.FailureRate + more, 0, 1) * (double)economics.UserVisibleFailure)
            + (known.ReviewRate * (double)economics.HumanReview)
            + (known.RollbackRate * (double)economics.Rollback)
            + (known.Seconds * (double)economics.DelayPerSecond);
        return total / Math.Clamp(known.SuccessRate - more, LeastSuccess, 1);
    }

    /// <summary>What a call of average size costs at a tier's first endpoint: the least that a success can cost there.</summary>
    private static double Calls(Tier tier, Signal history)
    {
        var usage = new TokenUsage((long)(history.Number(CohortHistoryParts.InputTokens) ?? 0), 0, (long)(history.Number(CohortHistoryParts.OutputTokens) ?? 0), 0);
        return tier.Endpoints.Count == 0 ? 0 : (double)tier.Endpoints[0].CostOf(usage);
    }

    private static string Because(TierCost chosen, TierCost best, List<TierCost> costs)
    {
        if (chosen.Tier != best.Tier)
            return $"{chosen.Tier.Name}: {Money(chosen.Least)} at best, {chosen.Requests} requests seen there, against {best.Tier.Name} {Money(best.Expected)} expected";
        var others = string.Join(", ", costs.Where(cost => cost.IsKnown && cost.Tier != best.Tier).Select(cost => $"{cost.Tier.Name} {Money(cost.Expected)}"));
        var against = others.Length == 0 ? string.Empty : $" against {others}";
        return $"{best.Tier.Name}: {Money(best.Expected)} expected{against}, {costs.Sum(cost => cost.Requests)} requests seen";
    }

    /// <summary>Money with two significant digits, as it stands in a reason.</summary>
    private static string Money(double amount)
    {
        var digits = amount <= 0 ? 2 : Math.Clamp(1 - (int)Math.Floor(Math.Log10(amount)), 2, 10);
        return Math.Round(amount, digits).ToString($"0.{new string('#', digits)}", CultureInfo.InvariantCulture);
    }

    /// <summary>What a success costs that starts on a tier.</summary>
    /// <param name="Tier">The tier.</param>
    /// <param name="Requests">How many requests of the cohort started there.</param>
    /// <param name="IsKnown">Whether any request is known to have started there.</param>
    /// <param name="Expected">What it is expected to cost.</param>
    /// <param name="Least">The least that it may cost.</param>
    /// <param name="Most">The most that it may cost.</param>
    private readonly record struct TierCost(Tier Tier, int Requests, bool IsKnown, double Expected, double Least, double Most);
}

namespace TieredRouting;

/// <summary>What requests cost, errors priced in, and what of it went where. Immutable. Amounts are in the ladder's currency.</summary>
/// <param name="Requests">How many requests there were.</param>
/// <param name="Succeeded">How many of them succeeded.</param>
/// <param name="Tokens">The calls whose answers were accepted, and those that judged or classified.</param>
/// <param name="Retries">The calls whose answers were not accepted.</param>
/// <param name="Reviews">What people's decisions cost.</param>
/// <param name="Failures">What it cost that users saw requests go wrong.</param>
/// <param name="Rollbacks">What it cost to take effects back.</param>
/// <param name="Delay">What waiting cost.</param>
public sealed record CostBreakdown(int Requests, int Succeeded, decimal Tokens, decimal Retries, decimal Reviews, decimal Failures, decimal Rollbacks, decimal Delay)
{
    private const decimal TicksPerSecond = TimeSpan.TicksPerSecond;

    /// <summary>The sum of all.</summary>
    public decimal Total => Tokens + Retries + Reviews + Failures + Rollbacks + Delay;

    /// <summary>Cost per success: the sum of all over the requests that succeeded; <see langword="null"/> where none did.</summary>
    public decimal? PerSuccess => Succeeded == 0 ? null : Total / Succeeded;

    /// <summary>Prices what a ledger counted. A pure function.</summary>
    /// <param name="figures">What was counted.</param>
    /// <param name="economics">What errors cost the contract (<see cref="Contract.Economics"/>).</param>
    /// <returns>The cost.</returns>
    public static CostBreakdown Of(RequestFigures figures, ContractEconomics economics)
    {
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(economics);
        return new CostBreakdown(
            figures.Requests,
            figures.Succeeded,
            figures.Cost - figures.RetryCost,
            figures.RetryCost,
            figures.Reviews * economics.HumanReview,
            figures.VisibleFailures * economics.UserVisibleFailure,
            figures.RolledBack * economics.Rollback,
            figures.Duration.Ticks / TicksPerSecond * economics.DelayPerSecond);
    }
}

namespace TieredRouting.Evaluation;

/// <summary>What became of a cohort's requests that started on one tier, whatever they escalated to. Immutable. Money is in the ladder's currency, errors priced in where the contract prices them.</summary>
public sealed record TierRecord
{
    /// <summary>How many started there.</summary>
    public int Requests { get; init; }

    /// <summary>How many of them succeeded: released and kept, and not corrected, asked again or taken back; or approved as they were.</summary>
    public int Succeeded { get; init; }

    /// <summary>Succeeded ÷ requests.</summary>
    public double SuccessRate { get; init; }

    /// <summary>The lower bound of the success rate, at 95 %.</summary>
    public double Low { get; init; }

    /// <summary>The upper bound of the success rate, at 95 %.</summary>
    public double High { get; init; }

    /// <summary>What one costs.</summary>
    public decimal CostPerRequest { get; init; }

    /// <summary>What a success costs; <see langword="null"/> where there was none.</summary>
    public decimal? CostPerSuccess { get; init; }

    /// <summary>What a success costs where the success rate is at its upper bound.</summary>
    internal double BestPerSuccess => (double)CostPerRequest / High;

    /// <summary>What a success costs where the success rate is at its lower bound.</summary>
    internal double WorstPerSuccess => Low > 0 ? (double)CostPerRequest / Low : double.PositiveInfinity;

    /// <summary>Whether there are enough to say anything.</summary>
    internal bool IsEnough => Requests >= RoutingAdviser.FewestRequests;

    internal static TierRecord Of(RequestFigures figures, ContractEconomics economics)
    {
        var cost = CostBreakdown.Of(figures, economics);
        var bounds = WilsonBounds.Of(figures.Succeeded, figures.Requests);
        return new TierRecord
        {
            Requests = figures.Requests,
            Succeeded = figures.Succeeded,
            SuccessRate = figures.SuccessRate,
            Low = bounds.Low,
            High = bounds.High,
            CostPerRequest = figures.Requests == 0 ? 0 : Math.Round(cost.Total / figures.Requests, 9),
            CostPerSuccess = cost.PerSuccess is { } perSuccess ? Math.Round(perSuccess, 9) : null,
        };
    }
}

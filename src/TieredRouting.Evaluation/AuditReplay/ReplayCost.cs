namespace TieredRouting.Evaluation;

/// <summary>
/// What requests cost, and what they would cost under a candidate: those that start where they started, what they cost; those that move, the mean of the requests of the same contract and
/// cohort that started on that tier, escalations included. Immutable. Money is in <see cref="Currency"/>, at the prices of the time.
/// </summary>
public sealed record ReplayCost
{
    /// <summary>What they cost; <see langword="null"/> where records are in several currencies.</summary>
    public decimal? Now { get; init; }

    /// <summary>What those would cost that can be judged; <see langword="null"/> where none can.</summary>
    public decimal? Candidate { get; init; }

    /// <summary>The part of <see cref="Now"/> that belongs to requests which cannot be judged, and so is not in <see cref="Candidate"/>.</summary>
    public decimal UncoveredNow { get; init; }

    /// <summary>
    /// Where the cost would lie in 95 of 100 cases if the requests that move are like those that were there: a normal interval, from the spread of each tier's costs. <see langword="null"/>
    /// where nothing is estimated, or a tier's evidence is one request.
    /// </summary>
    public EstimateInterval? Interval { get; init; }

    /// <summary>How many requests are estimated from fewer than 30 others: for them the interval is too narrow.</summary>
    public int Thin { get; init; }

    /// <summary>The currency.</summary>
    public string? Currency { get; init; }
}

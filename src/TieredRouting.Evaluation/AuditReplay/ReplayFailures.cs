namespace TieredRouting.Evaluation;

/// <summary>
/// Requests that did not succeed, as a ledger counts them: no answer, one that was corrected, asked for again or taken back, or a draft that nobody approved. A tool loop is one request. Immutable.
/// </summary>
public sealed record ReplayFailures
{
    /// <summary>How many did not succeed.</summary>
    public int Now { get; init; }

    /// <summary>How many would not, if those that move fail as often as those of the same contract and cohort that were there; those that cannot be judged are counted as they are.</summary>
    public decimal Candidate { get; init; }

    /// <summary>Where that lies in 95 of 100 cases: a normal interval, from what is known of each tier; <see langword="null"/> where nothing is estimated.</summary>
    public EstimateInterval? Interval { get; init; }
}

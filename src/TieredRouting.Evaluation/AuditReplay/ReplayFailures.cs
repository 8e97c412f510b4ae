namespace TieredRouting.Evaluation;

/// <summary>
/// Requests that did not succeed, as a ledger counts them: no answer, one that was corrected, asked for again or taken back, or a draft that nobody approved. A tool loop is one request. Immutable.
/// </summary>
public sealed record ReplayFailures
{
    /// <summary>How many did not succeed.</summary>
    public int Now { get; init; }

    /// <summary>
    /// How many of those would not that can be judged, if the ones that move fail as often as those of the same contract and cohort that were there; <see langword="null"/> where none can be judged, as where nothing is
    /// on record.
    /// </summary>
    public decimal? Candidate { get; init; }

    /// <summary>
    /// About how many of <see cref="Now"/> belong to requests which cannot be judged, since none of their contract and cohort started where they would, and so are not in <see cref="Candidate"/>: as many as fail of all
    /// that started where they did.
    /// </summary>
    public decimal UncoveredNow { get; init; }

    /// <summary>Where that lies in 95 of 100 cases: a normal interval, from what is known of each tier; <see langword="null"/> where nothing is estimated.</summary>
    public EstimateInterval? Interval { get; init; }
}

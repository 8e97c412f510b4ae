using TieredRouting.Economics;

namespace TieredRouting;

/// <summary>
/// What requests came to that started on a tier, or in a workflow's step. A request is a route: the client calls of a tool loop are one. Immutable.
/// </summary>
public sealed class RequestFigures
{
    private readonly LedgerNumbers _numbers;

    internal RequestFigures(in LedgerNumbers numbers) => _numbers = numbers;

    /// <summary>Nothing yet.</summary>
    public static RequestFigures None { get; } = new(new LedgerNumbers());

    /// <summary>The requests.</summary>
    public int Requests => _numbers[LedgerCount.Requests];

    /// <summary>Their client calls.</summary>
    public int Calls => _numbers[LedgerCount.Calls];

    /// <summary>How many client calls of a tool loop there were beyond the first, for each request; 0 where there was no request.</summary>
    public double LoopRate => Share(Calls - Requests);

    /// <summary>
    /// The requests that succeeded: an answer was released that kept the contract, and nobody corrected it, asked again, gave it a thumb down or took its effect back; or a person approved it as it was. What
    /// waits for a person has not succeeded yet.
    /// </summary>
    public int Succeeded => Math.Clamp(Requests - _numbers[LedgerCount.Lost], 0, Requests);

    /// <summary>The share of requests that succeeded, from 0 to 1; 0 where there was none.</summary>
    public double SuccessRate => Share(Succeeded);

    /// <summary>The requests that a user saw go wrong: there was no answer, or it was corrected, asked for again, given a thumb down, or its effect was taken back.</summary>
    public int VisibleFailures => _numbers[LedgerCount.Visible];

    /// <summary>How often a person was asked: drafts and reviews.</summary>
    public int Reviews => _numbers[LedgerCount.HeldForApproval] + _numbers[LedgerCount.HumanReview];

    /// <summary>The requests that a person approved as they were.</summary>
    public int Approved => _numbers[LedgerCount.Approved];

    /// <summary>The requests that a person approved with changes.</summary>
    public int Edited => _numbers[LedgerCount.Edited];

    /// <summary>The requests that a person rejected.</summary>
    public int Rejected => _numbers[LedgerCount.Rejected];

    /// <summary>The requests that nobody decided about in time.</summary>
    public int Expired => _numbers[LedgerCount.Expired];

    /// <summary>The requests whose answer somebody had to change after it was released.</summary>
    public int Corrected => _numbers[LedgerCount.Corrected];

    /// <summary>The requests that were asked again.</summary>
    public int ReAsked => _numbers[LedgerCount.ReAsked];

    /// <summary>The requests with a thumb up.</summary>
    public int ThumbsUp => _numbers[LedgerCount.ThumbsUp];

    /// <summary>The requests with a thumb down.</summary>
    public int ThumbsDown => _numbers[LedgerCount.ThumbsDown];

    /// <summary>The requests whose answer was said to be used as it is.</summary>
    public int Accepted => _numbers[LedgerCount.Accepted];

    /// <summary>The requests whose effect had to be taken back.</summary>
    public int RolledBack => _numbers[LedgerCount.RolledBack];

    /// <summary>The requests for which a model was asked on another tier than the one they started at.</summary>
    public int Escalated => _numbers[LedgerCount.Moved];

    /// <summary>The gates that refused an answer for good, over all client calls.</summary>
    public int GateFailures => _numbers[LedgerCount.GateFailures];

    /// <summary>What they cost, failed calls included, in the ladder's currency.</summary>
    public decimal Cost => _numbers.Cost;

    /// <summary>The part of <see cref="Cost"/> that went into answers which were not accepted.</summary>
    public decimal RetryCost => _numbers.RetryCost;

    /// <summary>How long their client calls took together. What a person's decision took is no part of it.</summary>
    public TimeSpan Duration => new(_numbers.Ticks);

    /// <summary>How many client calls ended in an outcome.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>How many.</returns>
    public int Count(Outcome outcome) => _numbers[LedgerCount.Released + (int)outcome];

    /// <summary>How many requests were of a class.</summary>
    /// <param name="workClass">The class.</param>
    /// <returns>How many.</returns>
    public int Count(WorkClass workClass) => _numbers[LedgerCount.T0 + (int)workClass];

    /// <summary>How long client calls took that gave an answer or a draft; a fifth off at most. <see langword="null"/> where there was none.</summary>
    /// <param name="quantile">Which quantile, from 0 to 1, such as 0.95.</param>
    /// <returns>The time.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantile"/> does not lie between 0 and 1.</exception>
    public TimeSpan? Latency(double quantile)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(quantile);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quantile, 1);
        return LatencySteps.Quantile(_numbers.Latencies, quantile);
    }

    /// <summary>The sum of several.</summary>
    /// <param name="figures">What to add up.</param>
    /// <returns>The sum.</returns>
    public static RequestFigures Sum(IEnumerable<RequestFigures> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        var sum = new LedgerNumbers();
        foreach (var each in figures)
            sum.Add(each._numbers);
        return new RequestFigures(sum);
    }

    private double Share(int count) => Requests == 0 ? 0 : count / (double)Requests;
}

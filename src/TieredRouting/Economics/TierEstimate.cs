namespace TieredRouting.Economics;

/// <summary>How a request goes that starts on a tier, on average, as far as that is known. Money is in the ladder's currency.</summary>
/// <param name="Requests">How many requests of the cohort started there.</param>
/// <param name="Evidence">How many requests the rates stand on: those of the cohort, and some of the contract's other cohorts.</param>
/// <param name="Cost">What its calls cost.</param>
/// <param name="SuccessRate">How often it succeeds.</param>
/// <param name="FailureRate">How often a user sees it go wrong.</param>
/// <param name="ReviewRate">How often a person is asked.</param>
/// <param name="RollbackRate">How often its effect is taken back.</param>
/// <param name="Seconds">How long it takes.</param>
internal readonly record struct TierEstimate(int Requests, double Evidence, double Cost, double SuccessRate, double FailureRate, double ReviewRate, double RollbackRate, double Seconds)
{
    /// <summary>How many requests of other cohorts stand in for those that a cohort has not seen yet: the k of credibility.</summary>
    public const double Credibility = 400;

    /// <summary>How many failures a tier is taken to have had already, as often as the one below it has them.</summary>
    public const double Presumed = 4;

    /// <summary>
    /// Leans on the tier below as long as little is known: as if so many more requests had started here as bring <see cref="Presumed"/> failures there, and had gone as they go there. So a few successes do not make a higher
    /// tier look flawless, and a dearer one has to show that it is better. (A gamma distribution with the rate of the tier below as its mean; the fewer failures that tier has, the more requests it takes to depart from it.)
    /// </summary>
    /// <param name="below">The estimate of the next lower tier; <see langword="null"/> where there is none.</param>
    public TierEstimate LeaningOn(in TierEstimate? below)
    {
        if (below is not { SuccessRate: < 1 } lower || Evidence <= 0)
            return this;
        var (evidence, more) = (Evidence, Presumed / (1 - lower.SuccessRate));
        return this with { SuccessRate = Leaning(SuccessRate, lower.SuccessRate), FailureRate = Leaning(FailureRate, lower.FailureRate) };

        double Leaning(double here, double there) => ((here * evidence) + (more * there)) / (evidence + more);
    }

    /// <summary>
    /// Shrinks what a cohort shows towards what the contract's other cohorts show, the more the fewer requests it has: (x + k·x'/n') / (n + k), with k no more than n' (Bühlmann, "Experience rating and
    /// credibility", ASTIN Bulletin 4, 1967; what Efron and Morris, "Data analysis using Stein's estimator and its generalizations", JASA 70, 1975, do with batting averages). Where no request has started
    /// on the tier, what requests cost there that came from another is taken for the cost, and nothing for their rates: they are the harder ones.
    /// </summary>
    /// <param name="own">The cohort's numbers.</param>
    /// <param name="all">Those of all cohorts of the contract, the cohort's own included.</param>
    /// <returns>The estimate; <see langword="null"/> where nothing is known.</returns>
    public static TierEstimate? Of(in LedgerNumbers own, in LedgerNumbers all)
    {
        var (requests, others) = (own[LedgerCount.Requests], Math.Max(0, all[LedgerCount.Requests] - own[LedgerCount.Requests]));
        if (requests + others == 0)
            return OfArrivals(all);
        var (mine, theirs, k) = (own, all, Math.Min(Credibility, others));
        var evidence = requests + k;
        return new TierEstimate(
            requests,
            evidence,
            Mean((double)mine.Cost, (double)(theirs.Cost - mine.Cost)),
            1 - Rate(LedgerCount.Lost),
            Rate(LedgerCount.Visible),
            Mean(Reviews(mine), Reviews(theirs) - Reviews(mine)),
            Rate(LedgerCount.RolledBack),
            Mean(mine.Ticks, theirs.Ticks - mine.Ticks) / TimeSpan.TicksPerSecond);

        double Mean(double here, double there) => (here + (others == 0 ? 0 : k * Math.Max(0, there) / others)) / evidence;
        double Rate(LedgerCount count) => Math.Clamp(Mean(mine[count], theirs[count] - mine[count]), 0, 1);
    }

    private static double Reviews(in LedgerNumbers numbers) => numbers[LedgerCount.HeldForApproval] + numbers[LedgerCount.HumanReview];

    private static TierEstimate? OfArrivals(in LedgerNumbers all) => all[LedgerCount.Attempts] is > 0 and var calls
        ? new TierEstimate(0, 0, (double)all.AttemptCost / calls, 1, 0, 0, 0, all.AttemptTicks / (double)TimeSpan.TicksPerSecond / calls)
        : null;
}

namespace TieredRouting.Evaluation;

/// <summary>Estimates how many requests would not succeed, from how often others did not that started on the tiers where these would.</summary>
internal static class FailureEstimate
{
    private const int Decimals = 1;

    public static ReplayFailures Of(IReadOnlyCollection<ReplayGroup> groups, LedgerSnapshot ledger)
    {
        var cells = ledger.Cells.ToLookup(cell => (cell.Contract, cell.Cohort));
        var (requests, now, uncovered) = (0, 0, 0);
        var (change, uncoveredNow, variance, estimates) = (0d, 0d, 0d, 0);
        foreach (var group in groups)
        {
            var own = cells[(group.Contract, group.Cohort)].ToList();
            requests += own.Sum(cell => cell.Started.Requests);
            now += own.Sum(cell => cell.Started.Requests - cell.Started.Succeeded);
            foreach (var ((from, to), count) in group.Shifts)
            {
                if (Find(own, from) is not { } was)
                    continue;
                // A request that no tier may serve fails for sure.
                if ((to is null ? Surely : Find(own, to)) is not { } would)
                {
                    uncovered += count;
                    uncoveredNow += count * was.Share;
                    continue;
                }

                estimates++;
                change += count * (would.Share - was.Share);
                variance += (double)count * count * (was.OfMean + would.OfMean) + (count * would.OfOne);
            }
        }

        var candidate = now - uncoveredNow + change;
        return new ReplayFailures
        {
            Now = now,
            Candidate = requests > uncovered ? Rounded(Math.Max(0, candidate)) : null,
            UncoveredNow = Rounded(uncoveredNow),
            Interval = estimates == 0 ? null : Interval(candidate, Math.Sqrt(variance)),
        };
    }

    private static Rate Surely => new(1, 0, 0);

    private static Rate? Find(List<LedgerCell> cells, string? tier) =>
        cells.Find(cell => string.Equals(cell.Tier, tier, StringComparison.OrdinalIgnoreCase)) is { Started: { Requests: > 0 } started }
            ? Rate.Of(started.Requests - started.Succeeded, started.Requests)
            : null;

    private static EstimateInterval Interval(double estimate, double deviation) =>
        new(Rounded(Math.Max(0, estimate - (ReplayEstimate.Ninety5 * deviation))), Rounded(Math.Max(0, estimate + (ReplayEstimate.Ninety5 * deviation))));

    private static decimal Rounded(double count) => Math.Round((decimal)count, Decimals);

    /// <summary>How often requests fail, how uncertain that share is, and how uncertain one more request. Where none failed yet, one may all the same: the spread counts one more of each kind.</summary>
    private readonly record struct Rate(double Share, double OfMean, double OfOne)
    {
        public static Rate Of(int failed, int requests)
        {
            var share = (failed + 1.0) / (requests + 2);
            return new Rate((double)failed / requests, share * (1 - share) / requests, share * (1 - share));
        }
    }
}

namespace TieredRouting.Evaluation;

/// <summary>Estimates how many requests would not succeed, from how often others did not that started on the tiers where these would.</summary>
internal static class FailureEstimate
{
    private const int Decimals = 1;

    public static ReplayFailures Of(IReadOnlyCollection<ReplayGroup> groups, LedgerSnapshot ledger)
    {
        var cells = ledger.Cells.ToLookup(cell => (cell.Contract, cell.Cohort));
        var (now, change, variance, estimates) = (0, 0d, 0d, 0);
        foreach (var group in groups)
        {
            var own = cells[(group.Contract, group.Cohort)].ToList();
            now += own.Sum(cell => cell.Started.Requests - cell.Started.Succeeded);
            foreach (var ((from, to), count) in group.Shifts)
            {
                // A request that no tier may serve fails for sure.
                if (Find(own, from) is not { } was || (to is null ? Surely : Find(own, to)) is not { } would)
                    continue;
                estimates++;
                change += count * (would.Share - was.Share);
                variance += (double)count * count * (was.OfMean + would.OfMean) + (count * would.OfOne);
            }
        }

        return new ReplayFailures { Now = now, Candidate = Rounded(Math.Max(0, now + change)), Interval = estimates == 0 ? null : Interval(now + change, Math.Sqrt(variance)) };
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

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>
/// What choosing one start for all cohorts loses by chance alone, by those who do nothing but look at 500 requests of each cohort and then keep to the tier that looked best: with every tier's answer to each of them, or with
/// one tier's answer to each, as it is where a request is answered once.
/// </summary>
internal static class StartBound
{
    private const int Looks = 500;

    /// <summary>How much more than on the best fixed start a success costs afterwards, on average.</summary>
    public static double Of(StartedRecordings recorded, decimal failure, int runs, bool everyAnswer)
    {
        var best = recorded.Tiers.Min(tier => recorded.PerSuccess(tier, failure));
        return Enumerable.Range(1, runs).Average(seed => (recorded.PerSuccess(Chosen(recorded, failure, new Random(seed), everyAnswer), failure) / best) - 1);
    }

    private static string Chosen(StartedRecordings recorded, decimal failure, Random random, bool everyAnswer)
    {
        var sums = recorded.Tiers.ToDictionary(tier => tier, _ => new StartSum(), StringComparer.Ordinal);
        for (var request = 0; request < Looks; request++)
        {
            foreach (var cohort in recorded.Cohorts)
                Look(sums, recorded, failure, (cohort, random.NextDouble()), everyAnswer ? recorded.Tiers : [recorded.Tiers[request % recorded.Tiers.Count]]);
        }

        return recorded.Tiers.MinBy(tier => sums[tier].PerSuccess)!;
    }

    private static void Look(Dictionary<string, StartSum> sums, StartedRecordings recorded, decimal failure, (string Cohort, double Where) request, IReadOnlyList<string> tiers)
    {
        foreach (var tier in tiers)
        {
            var route = recorded.Draw(request.Cohort, tier, request.Where);
            sums[tier].Add((route.Cost + (route.IsRight ? 0 : (double)failure), route.IsRight ? 1 : 0));
        }
    }
}

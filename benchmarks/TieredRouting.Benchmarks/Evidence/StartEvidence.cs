using System.Globalization;
using System.Text;

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>What it is worth to start where a success is expected to cost least, beside every fixed start.</summary>
internal static class StartEvidence
{
    private const int Runs = 100;
    private const int Bounds = 400;
    private const double Allowed = 0.02;

    private static readonly decimal[] Failures = [0.005m, 0.02m, 0.1m, 1m];

    public static async Task WriteAsync(StringBuilder text, string data)
    {
        text.AppendLine().AppendLine("| expected-cost start, dollars for 1,000 successes | a failure costs | fixed starts | after 500 requests a cohort | above the best fixed start | runs over 2 % | every answer to the 500 seen | one answer to each seen | the first 500 | by cohort |").AppendLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var set in StartSet.All)
        {
            var recorded = await set.RunAsync(data);
            foreach (var failure in Failures)
                Row(text, set.Name, recorded, failure);
        }
    }

    private static void Row(StringBuilder text, string name, StartedRecordings recorded, decimal failure)
    {
        var runs = Enumerable.Range(1, Runs).AsParallel().AsOrdered().Select(seed => new StartRun(recorded, failure, seed).Run()).ToList();
        var best = recorded.Tiers.Min(tier => recorded.PerSuccess(tier, failure));
        var over = runs.ConvertAll(run => (run.Later.PerSuccess / best) - 1);
        var early = runs.Average(run => (run.Early.PerSuccess / best) - 1);
        var worst = recorded.Cohorts.Select(cohort => (Cohort: cohort, Over: runs.Average(run => (run.ByCohort[cohort].PerSuccess / recorded.Tiers.Min(tier => recorded.PerSuccess(tier, failure, cohort))) - 1)));
        var fixedStarts = string.Join(", ", recorded.Tiers.Select(tier => string.Create(CultureInfo.InvariantCulture, $"{tier} {1_000 * recorded.PerSuccess(tier, failure):0.00}")));
        text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {failure:0.000} | {fixedStarts} | {1_000 * runs.Average(run => run.Later.PerSuccess):0.00} | {Middle(over)} | {runs.Count(run => (run.Later.PerSuccess / best) - 1 > Allowed)} of {Runs} | {100 * StartBound.Of(recorded, failure, Bounds, everyAnswer: true):+0.0;-0.0;0.0} % | {100 * StartBound.Of(recorded, failure, Bounds, everyAnswer: false):+0.0;-0.0;0.0} % | {100 * early:+0.0;-0.0} % | {string.Join(", ", worst.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Cohort} {100 * each.Over:+0.0;-0.0;0.0} %")))} |");
    }

    private static string Middle(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        var out95 = sorted.Length / 40;
        return string.Create(CultureInfo.InvariantCulture, $"{100 * sorted.Average():+0.0;-0.0;0.0} % ({100 * sorted[out95]:+0.0;-0.0;0.0} to {100 * sorted[^(1 + out95)]:+0.0;-0.0;0.0})");
    }
}

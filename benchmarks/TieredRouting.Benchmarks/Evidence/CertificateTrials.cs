using System.Globalization;
using System.Text;
using TieredRouting.Evaluation;

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>Certifies again and again on draws from answers whose true share of wrong ones is known, and counts how often a certificate says too much.</summary>
internal static class CertificateTrials
{
    private const int Trials = 1_000;
    private const double Confidence = 0.95;

    public static void Write(StringBuilder text, IEnumerable<(string Name, IReadOnlyList<ScoredAnswer> Answers)> populations)
    {
        text.AppendLine("| does the certificate hold, 1,000 trials each | cohort | answers | allowed | certified on a random half | broken | certified on as many, drawn with replacement | broken |").AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (var (name, answers) in populations)
        {
            foreach (var cohort in answers.Select(answer => answer.Cohort).Distinct().Order(StringComparer.Ordinal).Prepend(null).Distinct())
            {
                ScoredAnswer[] population = [.. answers.Where(answer => cohort is null || answer.Cohort == cohort)];
                foreach (var allowed in ((double[])[0.05, JustTooLittle(population), JustTooLittleForAll(population)]).Distinct())
                    text.AppendLine(Row(name, cohort ?? "all", population, allowed));
            }
        }

        text.AppendLine();
    }

    /// <summary>A promise that the most careful threshold breaks by a hair: every certificate for it is false, and the hardest to tell.</summary>
    private static double JustTooLittle(ScoredAnswer[] population) =>
        0.999 * population.Select(answer => answer.Score).Distinct().Select(threshold => ErrorAt(population, threshold)).Where(error => error > 0).DefaultIfEmpty(0.05).Min();

    /// <summary>A promise that letting everything out breaks by a hair, and that some threshold keeps where scores tell anything.</summary>
    private static double JustTooLittleForAll(ScoredAnswer[] population) => ErrorAt(population, threshold: 0) is > 0 and var error ? 0.999 * error : 0.05;

    private static string Row(string name, string cohort, ScoredAnswer[] population, double allowed)
    {
        var halves = Try(population, allowed, static (random, all) =>
        {
            var drawn = all.ToArray();
            random.Shuffle(drawn);
            return drawn[..(drawn.Length / 2)];
        });
        var redrawn = Try(population, allowed, static (random, all) => random.GetItems(all, all.Length));
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {cohort} | {population.Length} | {allowed * 100:0.00} % | {halves.Certified / 10.0:0.0} % | {halves.Broken / 10.0:0.0} % | {redrawn.Certified / 10.0:0.0} % | {redrawn.Broken / 10.0:0.0} % |");
    }

    private static (int Certified, int Broken) Try(ScoredAnswer[] population, double allowed, Func<Random, ScoredAnswer[], ScoredAnswer[]> draw)
    {
        var random = new Random(20_26);
        var search = new ThresholdSearch(allowed, Confidence);
        var (certified, broken) = (0, 0);
        for (var trial = 0; trial < Trials; trial++)
        {
            // A question that is drawn twice is two questions, and which part each is in is drawn anew.
            var found = search.Find(cohort: null, AcceptanceScore.Validity, draw(random, population).Select(answer => Renamed(answer, random)));
            if (found.Threshold is not { } threshold)
                continue;
            certified++;
            broken += ErrorAt(population, threshold) > allowed ? 1 : 0;
        }

        return (certified, broken);
    }

    private static ScoredAnswer Renamed(ScoredAnswer answer, Random random)
    {
        var id = new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64());
        return answer with { Id = id, Group = id };
    }

    private static double ErrorAt(ScoredAnswer[] population, double threshold)
    {
        var accepted = population.Where(answer => answer.Score >= threshold).ToList();
        return accepted.Count(answer => answer.IsWrong) / (double)accepted.Count;
    }
}

using System.Globalization;
using System.Text;
using TieredRouting.Evaluation;

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>What certified cascades come to, and whether certificates keep what they promise.</summary>
internal static class CalibrationEvidence
{
    private const double Confidence = 0.95;

    private static readonly double[] Bounds = [0.05, 0.1, 0.15];
    private static readonly bool[] Halves = [true, false];

    public static async Task WriteAsync(StringBuilder text, string data)
    {
        text.AppendLine("| certified cascade, 95 % sure | wrong of those accepted, at most | certified on one half / the other | accepted on the half not certified on | wrong of them | accuracy | strong alone | cost of strong alone |").AppendLine("|---|---|---|---|---|---|---|---|");
        var populations = new List<(string Name, IReadOnlyList<ScoredAnswer> Answers)>();
        foreach (var set in CascadePlans.Sets)
        {
            var plans = new List<(string Name, IReadOnlyList<RequestOutcome> Outcomes)>();
            foreach (var plan in set.Plans)
                plans.Add((plan.Name, await plan.Routed.RunAsync(data)));
            foreach (var bound in Bounds)
                text.AppendLine(Row(set.Name, plans, bound));
            populations.Add(($"{set.Name}: two agree", [.. plans.Find(plan => plan.Name == CascadePlans.TwoAgree).Outcomes.Where(outcome => outcome.Accepted).Select(Scored)]));
            populations.Add(($"{set.Name}: how many of three others agree", WitnessScores.Of(data, set.File)));
        }

        populations.Add(("RouteLLM GSM8K, Mixtral: how easy a model takes it to be", LearntScores.Of(data, "routellm/gsm8k.recordings.jsonl.gz", "mixtral", "gpt4")));
        populations.Add(("RouteLLM MMLU, Mixtral: how easy a model takes it to be", LearntScores.Of(data, "routellm/mmlu.recordings.jsonl.gz", "mixtral", "gpt4")));
        text.AppendLine();
        CertificateTrials.Write(text, populations);
    }

    /// <summary>Plans are certified on one half of the requests, and what they come to is counted on the other; then the halves change places.</summary>
    private static string Row(string name, IReadOnlyList<(string Name, IReadOnlyList<RequestOutcome> Outcomes)> plans, double bound)
    {
        var halves = Halves.Select(half => Certified(plans, bound, half)).ToList();
        var measured = halves.SelectMany(half => half.Measured).ToList();
        var accepted = measured.FindAll(outcome => outcome.Accepted);
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {bound * 100:0} % | {string.Join(" / ", halves.Select(half => half.Plan ?? "none qualifies"))} | {accepted.Count} of {measured.Count} | {(accepted.Count == 0 ? "-" : Share(accepted, one => !one.Correct))} | {Share(measured, one => one.Correct)} | {Share(measured, one => one.StrongCorrect)} | {Interval.Of(measured, all => all.Sum(one => one.Cost) / all.Sum(one => one.StrongCost))} |");
    }

    /// <summary>The plans stand in an order that was fixed beforehand, from the most careful to the cheapest: the last that passes is the cheapest that qualifies.</summary>
    private static (string? Plan, IEnumerable<RequestOutcome> Measured) Certified(IReadOnlyList<(string Name, IReadOnlyList<RequestOutcome> Outcomes)> plans, double bound, bool half)
    {
        (string? Name, IReadOnlyList<RequestOutcome> Outcomes) last = (null, [.. plans[0].Outcomes.Select(StrongAlone)]);
        foreach (var plan in plans)
        {
            var found = new ThresholdSearch(bound, Confidence).Find(cohort: null, AcceptanceScore.Validity, plan.Outcomes.Where(outcome => outcome.Accepted && IsIn(outcome, half)).Select(Scored));
            if (found.Threshold is null)
                break;
            last = plan;
        }

        return (last.Name, last.Outcomes.Where(outcome => !IsIn(outcome, half)));
    }

    private static RequestOutcome StrongAlone(RequestOutcome outcome) => outcome with { Correct = outcome.StrongCorrect, Cost = outcome.StrongCost, Escalated = true };

    private static bool IsIn(RequestOutcome outcome, bool half) => SeenIds.HashOf(outcome.Id) % 2 == 0 == half;

    private static ScoredAnswer Scored(RequestOutcome outcome) => new(SeenIds.HashOf(outcome.Id), SeenIds.HashOf(outcome.Id), outcome.Cohort, Score: 1, !outcome.Correct);

    private static Interval Share<T>(IReadOnlyList<T> items, Func<T, bool> holds) => Interval.Of(items, all => all.Count(holds) / (double)all.Count);
}

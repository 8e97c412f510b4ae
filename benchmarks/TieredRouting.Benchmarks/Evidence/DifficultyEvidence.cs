using System.Globalization;
using System.Text;
using TieredRouting.Evaluation;

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>
/// What routing by a learnt difficulty is worth. Each request is scored by a model that had not seen it: of RouteLLM's GSM8K in ten folds by a hash of the id, of its MMLU in six folds by subject, so that every subject is new to
/// the model that scores it. What a model chooses by itself, it chooses within the requests that teach it.
/// </summary>
internal static class DifficultyEvidence
{
    private const int Resamples = 1_000;

    public static void Write(StringBuilder text, string data)
    {
        text.AppendLine().AppendLine("| learned routing | requests | APGR | CPT50 | CPT80 | APGR, more than length |").AppendLine("|---|---|---|---|---|---|");
        Rows(text, "RouteLLM GSM8K, Mixtral or GPT-4", RoutedRequests.Read(data, "routellm/gsm8k.recordings.jsonl.gz", "mixtral", "gpt4", byCohort: false), ".622 / 33.6 / 63.3");
        Rows(text, "RouteLLM MMLU, folded by subject", RoutedRequests.Read(data, "routellm/mmlu.recordings.jsonl.gz", "mixtral", "gpt4", byCohort: true), ".603 / 35.4 / 70.3");
        Rows(text, "not looked at before: GSM8K by OpenAI's 6B or 175B of 2021", RoutedRequests.Read(data, "grade-school-math/gsm.recordings.jsonl.gz", "small", "large", byCohort: false), published: null);
        Rows(text, "not looked at before: CRUXEval, gpt-3.5-turbo or gpt-4o", RoutedRequests.Read(data, "zeroeval/crux.recordings.jsonl.gz", "legacy-a", "full-a", byCohort: false), published: null);
    }

    private static void Rows(StringBuilder text, string name, RoutedRequests set, string? published)
    {
        var lengths = set.Lengths;
        var random = new Random(20_26);
        double[] drawn = [.. lengths.Select(_ => random.NextDouble())];
        var learnt = set.HeldBackScores();
        text.AppendLine(CultureInfo.InvariantCulture, $"| {name}: **learnt** | {lengths.Count} | {Curve(learnt, set)} | {More(learnt, lengths, set)} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| length alone | | {Curve(lengths, set)} | |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| at random, {Resamples} times | | {Random(set)} | | | |");
        if (published is not null)
            text.AppendLine(CultureInfo.InvariantCulture, $"| RouteLLM's best router, as published for the full set | | {string.Join(" | ", published.Split(" / "))} | |");
    }

    private static string Curve(IReadOnlyList<double> scores, RoutedRequests set)
    {
        var curve = RoutingCurve.Of(scores, set.Gains)!;
        var (low, high) = Middle(set.Resampled(Resamples, rows => Of(scores, set, rows)));
        return string.Create(CultureInfo.InvariantCulture, $"{curve.Apgr:.000} ({low:.000} to {high:.000}) | {curve.Cpt50:0.0} | {curve.Cpt80:0.0}");
    }

    private static string More(IReadOnlyList<double> scores, IReadOnlyList<double> lengths, RoutedRequests set)
    {
        var (low, high) = Middle(set.Resampled(Resamples, rows => Of(scores, set, rows) - Of(lengths, set, rows)));
        return string.Create(CultureInfo.InvariantCulture, $"{Signed(RoutingCurve.Of(scores, set.Gains)!.Apgr - RoutingCurve.Of(lengths, set.Gains)!.Apgr)} ({Signed(low)} to {Signed(high)})");
    }

    /// <summary>Rounded first: what rounds to nothing has no sign.</summary>
    private static string Signed(double difference) => Math.Round(difference, 3).ToString("+.000;-.000;.000", CultureInfo.InvariantCulture);

    private static string Random(RoutedRequests set)
    {
        var random = new Random(20_26);
        var (low, high) = Middle([.. Enumerable.Range(0, Resamples).Select(_ => RoutingCurve.Of([.. set.Gains.Select(_ => random.NextDouble())], set.Gains)!.Apgr).Order()]);
        return string.Create(CultureInfo.InvariantCulture, $".500 ({low:.000} to {high:.000})");
    }

    private static double Of(IReadOnlyList<double> scores, RoutedRequests set, int[] rows) => RoutingCurve.Of([.. rows.Select(row => scores[row])], [.. rows.Select(row => set.Gains[row])])?.Apgr ?? 0.5;

    private static (double Low, double High) Middle(double[] sorted) => (sorted[sorted.Length / 40], sorted[sorted.Length - 1 - (sorted.Length / 40)]);
}

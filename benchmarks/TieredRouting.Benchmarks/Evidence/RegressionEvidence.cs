using System.Globalization;
using System.Text;
using System.Text.Json;
using TieredRouting.Evaluation;

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>How often the gate <c>baseline</c> sees a fall that is there, and cries where none is. Two endpoints' answers to the same questions part as often as they really do; how much worse the later ones are is set.</summary>
internal static class RegressionEvidence
{
    private const int Draws = 1_000;
    private const int Requests = 1_000;
    private const double Fall = 0.03;

    private static readonly FileInfo NoFile = new("main.json");

    public static void Write(StringBuilder text, string data)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"| gate `baseline`, {Draws:#,0} draws of {Requests:#,0} requests | answers that part | a fall of {Fall * 100:0} points, caught: the same requests | other requests | no fall, alarms: the same requests | other requests |").AppendLine("|---|---|---|---|---|---|");
        foreach (var (file, name) in (ReadOnlySpan<(string, string)>)[("zeroeval/gsm.recordings.jsonl.gz", "GSM8K"), ("zeroeval/crux.recordings.jsonl.gz", "CRUXEval")])
        {
            foreach (var (before, after) in (ReadOnlySpan<(string, string)>)[("nano-a", "nano-b"), ("full-a", "full-a2"), ("full-a", "full-b")])
                text.AppendLine(Row($"{name}: `{before}`, later `{after}`", [.. EvidenceCommand.Lines(data, file).Select(line => (IsRight(line, before), IsRight(line, after)))]));
        }

        text.AppendLine(Row("GSM8K: `nano-a`, later the same answers, some gone wrong", [.. EvidenceCommand.Lines(data, "zeroeval/gsm.recordings.jsonl.gz").Select(line => IsRight(line, "nano-a")).Select(right => (right, right))]));
        text.AppendLine();
    }

    private static bool IsRight(JsonElement line, string endpoint) => line.GetProperty("answers").GetProperty(endpoint)[0].GetProperty("correct").GetBoolean();

    private static string Row(string name, (bool Before, bool After)[] pairs)
    {
        var parting = pairs.Count(pair => pair.Before != pair.After) / (double)pairs.Length;
        var right = pairs.Count(pair => pair.Before && pair.After) / (double)pairs.Length;
        var (fallen, same) = (Math.Max(parting, Fall), parting);
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {parting * 100:0.0} % | {Alarms(right, fallen, Fall, paired: true)} | {Alarms(right, fallen, Fall, paired: false)} | {Alarms(right, same, 0, paired: true)} | {Alarms(right, same, 0, paired: false)} |");
    }

    /// <summary>The share of draws in which the gate fails, where later answers are worse by so much.</summary>
    private static string Alarms(double right, double parting, double fall, bool paired)
    {
        var random = new Random(20_26);
        var alarms = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var pairs = Drawn(random, right, parting, fall);
            var others = paired ? pairs : Drawn(random, right, parting, fall);
            var gate = new BaselineGate("main.json", NoFile, Report(pairs, pair => pair.Before, "a"), MaxRegression: 0, Confidence: 0.95);
            alarms += gate.Judge(Report(others, pair => pair.After, paired ? "a" : "b")).Holds ? 0 : 1;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{100.0 * alarms / Draws:0.0} %");
    }

    private static (bool Before, bool After)[] Drawn(Random random, double right, double parting, double fall)
    {
        var (worse, better) = ((parting + fall) / 2, (parting - fall) / 2);
        var pairs = new (bool, bool)[Requests];
        for (var i = 0; i < pairs.Length; i++)
        {
            var at = random.NextDouble();
            pairs[i] = at < worse ? (true, false) : at < worse + better ? (false, true) : at < worse + better + right ? (true, true) : (false, false);
        }

        return pairs;
    }

    private static EvalReport Report((bool Before, bool After)[] pairs, Func<(bool Before, bool After), bool> isRight, string ids) => new()
    {
        Requests = pairs.Length,
        Correct = pairs.Count(isRight),
        Accuracy = pairs.Count(isRight) / (double)pairs.Length,
        RequestIds = ids,
        Wrong = [.. Enumerable.Range(0, pairs.Length).Where(i => !isRight(pairs[i])).Select(i => i.ToString(CultureInfo.InvariantCulture))],
    };
}

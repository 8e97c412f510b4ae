using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TieredRouting.Signals;

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>How well contracts are chosen by their examples. Nothing out of scope is seen in training, nor in setting the threshold.</summary>
internal static class IntentEvidence
{
    private const string OutOfScope = "oos";
    private const int SmallSets = 20;

    public static void Write(StringBuilder text, string data)
    {
        text.AppendLine().AppendLine("| contracts chosen by examples | contracts | examples | in scope, right | out of scope, known as such | right if one had to be chosen | training | one request of 500 characters |").AppendLine("|---|---|---|---|---|---|---|---|");
        var (train, later) = (Read(data, "clinc150/train.jsonl.gz"), Read(data, "clinc150/val.jsonl.gz"));
        var (known, strange) = (Of(train, isOutOfScope: false), Of(later, isOutOfScope: true));
        text.AppendLine(Row("CLINC150: learnt from `train`, measured on `val`", [Trial.Run(known, Of(later, isOutOfScope: false), strange)]));
        text.AppendLine(Row("CLINC150: learnt from one half of `train`, measured on the other", [Parted(known, 2, 1, Of(train, isOutOfScope: true))]));
        List<Labelled> stranger = [.. strange, .. Of(train, isOutOfScope: true)];
        var bank = Read(data, "banking77/train.jsonl.gz");
        text.AppendLine(Row("BANKING77: learnt from one half, measured on the other; out of scope is CLINC150's", [Parted(bank, 2, 1, stranger)]));
        text.AppendLine(Row("BANKING77: learnt from four fifths, measured on the fifth, each in turn", [.. Enumerable.Range(0, 5).Select(part => Parted(bank, 5, part, stranger))]));
        foreach (var (contracts, examples) in ((int, int)[])[(3, 5), (10, 5), (10, 20)])
            text.AppendLine(Row($"CLINC150: {contracts} of its intents with {examples} examples each, {SmallSets} times; out of scope are the other intents too", Small(known, later, contracts, examples)));
    }

    private static List<Trial> Small(List<Labelled> known, List<Labelled> later, int contracts, int examples)
    {
        var random = new Random(20_26);
        var labels = known.Select(one => one.Label).Distinct().Order(StringComparer.Ordinal).ToArray();
        var trials = new List<Trial>();
        for (var i = 0; i < SmallSets; i++)
        {
            random.Shuffle(labels);
            var chosen = labels.Take(contracts).ToHashSet();
            var few = known.Where(one => chosen.Contains(one.Label)).GroupBy(one => one.Label).SelectMany(label => label.OrderBy(_ => random.Next()).Take(examples)).ToList();
            var split = later.ToLookup(one => chosen.Contains(one.Label));
            trials.Add(Trial.Run(few, [.. split[true]], [.. split[false]]));
        }

        return trials;
    }

    private static string Row(string name, List<Trial> trials)
    {
        var (inScope, strange) = (trials.SelectMany(trial => trial.InScope).ToList(), trials.SelectMany(trial => trial.Refused).ToList());
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {trials[0].Contracts} | {trials[0].Examples:N0} | {Share(inScope, one => one == Verdict.Right)} | {Share(strange, one => one)} | {Share(inScope, one => one is Verdict.Right or Verdict.RightButUnsure)} | {trials.Average(trial => trial.Training.TotalSeconds):0.00} s | {trials.Average(trial => trial.Microseconds):0.0} µs |");
    }

    private static Interval Share<T>(IReadOnlyList<T> items, Func<T, bool> holds) => Interval.Of(items, all => all.Count(holds) / (double)all.Count);

    private static List<Labelled> Of(List<Labelled> all, bool isOutOfScope) => [.. all.Where(one => one.Label == OutOfScope == isOutOfScope)];

    /// <summary>One part of so many is measured on, and the others are learnt from.</summary>
    private static Trial Parted(List<Labelled> all, int parts, int measured, List<Labelled> strange)
    {
        var split = all.ToLookup(one => PartOf(one, parts) == measured);
        return Trial.Run([.. split[false]], [.. split[true]], strange);
    }

    private static int PartOf(Labelled one, int parts) => SHA256.HashData(Encoding.UTF8.GetBytes(one.Text))[1] % parts;

    private static List<Labelled> Read(string data, string file)
    {
        using var packed = new GZipStream(File.OpenRead(Path.Combine(data, file)), CompressionMode.Decompress);
        using var reader = new StreamReader(packed);
        var all = new List<Labelled>();
        while (reader.ReadLine() is { } line)
        {
            var one = JsonElement.Parse(line);
            all.Add(new Labelled(one.GetProperty("text").GetString()!, one.GetProperty("label").GetString()!));
        }

        return all;
    }

    private enum Verdict
    {
        Right,
        RightButUnsure,
        Wrong,
    }

    private readonly record struct Labelled(string Text, string Label);

    private sealed record Trial(int Contracts, int Examples, List<Verdict> InScope, List<bool> Refused, TimeSpan Training, double Microseconds)
    {
        private const int Rounds = 200;

        public static Trial Run(List<Labelled> examples, List<Labelled> inScope, List<Labelled> strange)
        {
            ContractExamples[] contracts = [.. examples.GroupBy(one => one.Label).Select(label => new ContractExamples(label.Key, [.. label.Select(one => one.Text)]))];
            var started = Stopwatch.GetTimestamp();
            var chooser = ContractChooser.Of(contracts);
            var training = Stopwatch.GetElapsedTime(started);
            return new Trial(
                contracts.Length,
                examples.Count,
                inScope.ConvertAll(one => Judge(chooser.Choose(one.Text), one.Label)),
                strange.ConvertAll(one => chooser.Choose(one.Text).Contract is null),
                training,
                Time(chooser, string.Join(' ', inScope.Select(one => one.Text))));
        }

        private static Verdict Judge(ContractChoice choice, string label) =>
            choice.Nearest != label ? Verdict.Wrong : choice.Contract is null ? Verdict.RightButUnsure : Verdict.Right;

        private static double Time(ContractChooser chooser, string text)
        {
            // The best of several runs: what others do on the machine is no part of it.
            var rounds = Math.Min(Rounds, text.Length / 500);
            return Enumerable.Range(0, 20).Min(_ => Once()) / rounds;

            double Once()
            {
                var started = Stopwatch.GetTimestamp();
                for (var i = 0; i < rounds; i++)
                    chooser.Choose(text.AsSpan(i * 500, 500));
                return Stopwatch.GetElapsedTime(started).TotalMicroseconds;
            }
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using TieredRouting.Validation;

namespace TieredRouting.Tests.Validation;

/// <summary>
/// How well refusals are told from answers that people have judged, and whether ordinary answers raise an alarm. A published judge that
/// matches strings stands beside it. Both halves were read while the wording was chosen, so no number here is a forecast: the wording that was
/// chosen on the even half alone, without openings about morals, reached 0.896 on the odd one, where the strings reach 0.892.
/// </summary>
[Trait("Category", "Proof")]
public sealed class RefusalTextProofs(ITestOutputHelper output)
{
    private const string Compliance = "1_full_compliance";
    private const string Refusal = "2_full_refusal";

    [Fact(Explicit = true)]
    public void Refusals_are_told_from_answers_better_than_by_matching_strings()
    {
        var rows = SharedData.ReadLines("xstest/completions.jsonl.gz").Select(line => new Row(
            line.GetProperty("id").GetString()!,
            line.GetProperty("model").GetString()!,
            line.GetProperty("finalLabel").GetString()!,
            line.GetProperty("stringMatchLabel").GetString()!,
            RefusalText.IsRefusal(line.GetProperty("completion").GetString()))).ToList();

        output.WriteLine("refusal, full or partial, against compliance; three classes in brackets, where a refusal counts as a full one");
        output.WriteLine("                          n   ours            strings         precision recall   wrong alarms  missed full, partial");
        Print("even half", rows.Where(row => !row.Odd));
        Print("odd half", rows.Where(row => row.Odd));
        foreach (var model in rows.GroupBy(row => row.Model))
            Print(model.Key, model);
        Print("all", rows);

        rows.Average(row => row.Right).Should().BeGreaterThanOrEqualTo(0.93);
        rows.Average(row => row.Right).Should().BeGreaterThan(rows.Average(row => row.RightByStrings));
    }

    [Theory(Explicit = true)]
    [InlineData("zeroeval/gsm.recordings.jsonl.gz")]
    [InlineData("zeroeval/crux.recordings.jsonl.gz")]
    [InlineData("rereading/gsm.recordings.jsonl.gz")]
    [InlineData("grade-school-math/gsm.recordings.jsonl.gz")]
    [InlineData("routellm/gsm8k.recordings.jsonl.gz")]
    public void Ordinary_answers_raise_no_alarm(string file)
    {
        var texts = Recorded.Answers(file).Select(answer => answer.Text).ToList();
        // Without fence and braces, so that the prose inside them is read as an answer's own.
        var inner = texts.Select(text => text.Contains("\"reasoning\": \"", StringComparison.Ordinal) ? text[(text.IndexOf("\"reasoning\": \"", StringComparison.Ordinal) + 14)..] : text).ToList();
        var alarms = inner.Where(text => RefusalText.IsRefusal(text)).ToList();

        output.WriteLine($"{file}: {texts.Count} answers, {texts.Count(text => RefusalText.IsRefusal(text))} alarms; {alarms.Count} in their reasoning alone");
        alarms.ForEach(text => output.WriteLine($"    {text[..Math.Min(text.Length, 160)].ReplaceLineEndings(" ")}"));
        alarms.Count.Should().BeLessThanOrEqualTo(texts.Count / 1_000);
    }

    private void Print(string name, IEnumerable<Row> of)
    {
        var rows = of.ToList();
        var (right, alarms, refusals) = (rows.Count(row => row.Refuses && row.Ours), rows.Count(row => row.Ours), rows.Count(row => row.Refuses));
        var missed = rows.Where(row => row.Refuses && !row.Ours).ToList();
        output.WriteLine(
            $"{name,-20} {rows.Count,6}   {rows.Average(row => row.Right):0.000} ({rows.Average(row => row.RightOfThree):0.000})   " +
            $"{rows.Average(row => row.RightByStrings):0.000} ({rows.Average(row => row.RightOfThreeByStrings):0.000})   {(double)right / alarms:0.000}     {(double)right / refusals:0.000}" +
            $"    {alarms - right,6}        {missed.Count(row => row.Label == Refusal)}, {missed.Count(row => row.Label != Refusal)}");
    }

    private sealed record Row(string Id, string Model, string Label, string Strings, bool Ours)
    {
        public bool Odd { get; } = (SHA256.HashData(Encoding.UTF8.GetBytes(Id))[0] & 1) == 1;

        public bool Refuses => Label != Compliance;

        public double Right => Ours == Refuses ? 1 : 0;

        public double RightOfThree => (Ours ? Refusal : Compliance) == Label ? 1 : 0;

        public double RightByStrings => (Strings != Compliance) == Refuses ? 1 : 0;

        public double RightOfThreeByStrings => Strings == Label ? 1 : 0;
    }
}

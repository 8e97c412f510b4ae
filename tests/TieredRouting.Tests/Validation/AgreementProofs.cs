using System.Text.Json;
using TieredRouting.Validation;

namespace TieredRouting.Tests.Validation;

/// <summary>
/// What agreement of two cheap models is worth on real answers: how many questions would be escalated, and how many wrong
/// answers two models have in common. The labels are the data's own.
/// </summary>
[Trait("Category", "Proof")]
public sealed class AgreementProofs(ITestOutputHelper output)
{
    private const string Cheap = "nano-a", Other = "nano-b", Strong = "full-a";

    private static readonly DisagreementCheck OnAnswer = new(AgreeOn: "/answer");

    [Theory(Explicit = true)]
    [InlineData("gsm", AgreementMode.Value)]
    [InlineData("gsm", AgreementMode.Exact)]
    [InlineData("crux", AgreementMode.Value)]
    [InlineData("crux", AgreementMode.Exact)]
    public void Two_models_that_agree_are_seldom_wrong(string set, AgreementMode mode)
    {
        var check = OnAnswer with { Mode = mode };
        var pairs = Recorded.Answers($"zeroeval/{set}.recordings.jsonl.gz").GroupBy(answer => answer.Id).Select(answers => Pair.Of(answers, check)).ToList();

        output.WriteLine($"{set}, {mode}: agreement of {Cheap} and {Other} on /answer, else {Strong}");
        Print("all pairs", pairs);
        Print("both readable", pairs.Where(pair => pair.Result.Parting is Parting.None or Parting.Value).ToList());
        Show("agree, one is right and one is wrong by the labels", pairs.Where(pair => pair.Result.Agree && pair.Cheap.Correct != pair.Other.Correct));
        Show("parted, both are right by the labels", pairs.Where(pair => pair.Result.Parting == Parting.Value && pair.Cheap.Correct && pair.Other.Correct).Take(30));

        pairs.Should().OnlyContain(pair => Agreement.Between(pair.Other.Text, pair.Cheap.Text, check).Agree == pair.Result.Agree);
        pairs.Count(pair => pair.SilentlyWrong).Should().BeLessThan(pairs.Count * (set == "gsm" ? 25 : 50) / 1_000);
    }

    /// <summary>One model, asked in two ways, answers in free text that ends with a number; the data holds that number too.</summary>
    [Theory(Explicit = true)]
    [InlineData(0.2)]
    [InlineData(0.4)]
    [InlineData(0.6)]
    [InlineData(0.8)]
    public void Similar_texts_come_to_the_same_number(double similarity)
    {
        var check = new DisagreementCheck(Mode: AgreementMode.Text, Similarity: similarity);
        var (pairs, agreeing, different) = (0, 0, 0);
        foreach (var passes in SharedData.ReadLines("rereading/gsm.recordings.jsonl.gz").Select(line => line.GetProperty("answers").GetProperty("nano-a").EnumerateArray().ToList()))
        {
            var agree = Agreement.Between(passes[0].GetProperty("text").GetString()!, passes[1].GetProperty("text").GetString()!, check).Agree;
            var same = passes[0].GetProperty("correct").GetBoolean() == passes[1].GetProperty("correct").GetBoolean();
            (pairs, agreeing, different) = (pairs + 1, agreeing + (agree ? 1 : 0), different + (agree && !same ? 1 : 0));
        }

        output.WriteLine($"texts at least {similarity:0.0} alike: {agreeing} of {pairs} pairs agree, {different} of them with one right and one wrong");
        different.Should().BeLessThanOrEqualTo(agreeing / 20);
    }

    private void Print(string name, List<Pair> pairs)
    {
        var (agreeing, wrong) = (pairs.Count(pair => pair.Result.Agree), pairs.Count(pair => pair.SilentlyWrong));
        output.WriteLine(
            $"  {name}: {pairs.Count}; agree {agreeing} ({Share(agreeing, pairs)}), parted {pairs.Count - agreeing} ({Share(pairs.Count - agreeing, pairs)}), " +
            $"unreadable {pairs.Count(pair => pair.Result.Parting == Parting.Unreadable)}, part missing {pairs.Count(pair => pair.Result.Parting == Parting.Missing)}");
        output.WriteLine($"    silent wrong {wrong}: {(double)wrong / agreeing:0.00 %} of the agreeing, {Share(wrong, pairs)} of all; always {Cheap} {Share(pairs.Count(pair => !pair.Cheap.Correct), pairs)} of all");
        output.WriteLine($"    accuracy with {Strong} for the parted {Share(pairs.Count(pair => pair.FinallyCorrect), pairs)}; always {Cheap} {Share(pairs.Count(pair => pair.Cheap.Correct), pairs)}, always {Strong} {Share(pairs.Count(pair => pair.Strong.Correct), pairs)}");
        output.WriteLine($"    compared as strings {pairs.Count(pair => pair.Result.Agree && !pair.SameString)} more would part, and {pairs.Count(pair => !pair.Result.Agree && pair.SameString)} fewer");
    }

    private void Show(string title, IEnumerable<Pair> pairs)
    {
        output.WriteLine($"  {title}:");
        foreach (var pair in pairs)
            output.WriteLine($"    {pair.Cheap.Id}: {pair.CheapAnswer} ({pair.Cheap.Correct}) | {pair.OtherAnswer} ({pair.Other.Correct})");
    }

    private static string Share(int count, List<Pair> pairs) => $"{(double)count / pairs.Count:0.00 %}";

    private sealed record Pair(Recorded.Answer Cheap, Recorded.Answer Other, Recorded.Answer Strong, AgreementResult Result)
    {
        public string? CheapAnswer { get; } = Read(Cheap.Text);

        public string? OtherAnswer { get; } = Read(Other.Text);

        public bool SameString => CheapAnswer is not null && CheapAnswer == OtherAnswer;

        public bool SilentlyWrong => Result.Agree && !Cheap.Correct;

        public bool FinallyCorrect => Result.Agree ? Cheap.Correct : Strong.Correct;

        public static Pair Of(IEnumerable<Recorded.Answer> answers, DisagreementCheck check)
        {
            var of = answers.ToDictionary(answer => answer.Endpoint);
            return new Pair(of[AgreementProofs.Cheap], of[AgreementProofs.Other], of[AgreementProofs.Strong], Agreement.Between(of[AgreementProofs.Cheap].Text, of[AgreementProofs.Other].Text, check));
        }

        private static string? Read(string text)
        {
            using var reading = AnswerReader.Read(text);
            return reading.IsJson && JsonPointer.TryFind(reading.Document.RootElement, "/answer", out var answer)
                ? answer.ValueKind == JsonValueKind.String ? answer.GetString() : answer.GetRawText()
                : null;
        }
    }
}

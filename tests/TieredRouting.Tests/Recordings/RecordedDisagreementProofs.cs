using Microsoft.Extensions.AI;
using TieredRouting.Testing;

namespace TieredRouting.Tests.Recordings;

/// <summary>Real answers through a contract that asks two cheap models and believes them where they agree. The numbers are those of docs/recordings-check.md.</summary>
[Trait("Category", "Proof")]
public sealed class RecordedDisagreementProofs(ITestOutputHelper output)
{
    private const string Schema = """
        {
          "type": "object",
          "properties": { "reasoning": { "type": "string" }, "answer": { "type": "string" } },
          "required": [ "reasoning", "answer" ],
          "additionalProperties": false
        }
        """;

    private static readonly TierPrice Full = new(5m, 15m);

    [Theory(Explicit = true)]
    [InlineData("gsm", AnswerReading.Tolerant)]
    [InlineData("gsm", AnswerReading.Strict)]
    [InlineData("crux", AnswerReading.Tolerant)]
    public async Task Two_cheap_models_that_agree_are_as_good_as_the_strong_one(string set, AnswerReading reading)
    {
        var recordings = RecordingSet.Load(SharedData.Require($"zeroeval/{set}.recordings.jsonl.gz"));
        using var router = Router(recordings, reading);
        var answered = new List<Answered>();

        foreach (var recording in recordings.Recordings)
            answered.Add(await AskAsync(router, recording));

        Print($"{set}, {reading}", recordings.Recordings, answered);
        answered.Sum(answer => answer.Route.Cost).Should().BeLessThan(recordings.Recordings.Sum(CostOfFull));
    }

    private void Print(string name, IReadOnlyList<Recording> recordings, List<Answered> answered)
    {
        var (count, cost, full) = (recordings.Count, answered.Sum(answer => answer.Route.Cost), recordings.Sum(CostOfFull));
        var released = answered.Where(answer => answer.Route.Outcome == Outcome.Released).ToList();
        var silent = released.Count(answer => !answer.Correct && !answer.Route.Escalated);
        output.WriteLine($"{name}: {count} questions, nano-a and nano-b, else full-a");
        output.WriteLine($"  accuracy {Share(answered.Count(answer => answer.Correct), count)}; always full-a {Share(recordings.Count(recording => recording.Answers["full-a"][0].Correct), count)}, always nano-a {Share(recordings.Count(recording => recording.Answers["nano-a"][0].Correct), count)}");
        output.WriteLine($"  cost {cost:0.0000}, {cost / full:0.0 %} of always full-a ({full:0.0000})");
        output.WriteLine($"  escalated {answered.Count(answer => answer.Route.Escalated)} ({Share(answered.Count(answer => answer.Route.Escalated), count)}), failed closed {count - released.Count}");
        output.WriteLine($"  silent wrong {silent}: {Share(silent, released.Count)} of released");
        var triggers = answered.SelectMany(answer => answer.Route.Attempts).Where(attempt => attempt.Kind == CallKind.Answer).SelectMany(attempt => attempt.Verdict.Triggers.Select(trigger => $"{trigger} {attempt.Tier}"));
        output.WriteLine($"  triggers {string.Join(", ", triggers.CountBy(trigger => trigger).Select(pair => $"{pair.Key} {pair.Value}"))}");
        output.WriteLine($"  calls {string.Join(", ", answered.SelectMany(answer => answer.Route.Attempts).CountBy(attempt => attempt.Endpoint).Select(pair => $"{pair.Key} {pair.Value}"))}");
    }

    private static IChatClient Router(RecordingSet recordings, AnswerReading reading) => new ScriptedChatClient().AsBuilder()
        .UseTieredRouting(routing => routing
            .AddTier("nano", tier => tier
                .AddEndpoint("nano-a", endpoint => endpoint.UseClient(recordings.ClientFor("nano-a", time: null)).PricedAt(0.15m, 0.60m))
                .AddEndpoint("nano-b", endpoint => endpoint.UseClient(recordings.ClientFor("nano-b", time: null)).PricedAt(0.075m, 0.30m)))
            .AddTier("full", tier => tier.AddEndpoint("full-a", endpoint => endpoint.UseClient(recordings.ClientFor("full-a", time: null)).PricedAt(Full.Input, Full.Output)))
            .AddContract("answer", contract =>
            {
                contract.ForIntent(TaskIntent.Extract).WithSchema(Schema).CheckDisagreement(agreeOn: "/answer");
                if (reading == AnswerReading.Tolerant)
                    contract.ReadTolerantly();
            }))
        .Build();

    private static async Task<Answered> AskAsync(IChatClient router, Recording recording)
    {
        try
        {
            var answer = await router.GetResponseAsync(recording.ToMessages(), new ChatOptions().WithContract("answer"));
            return new Answered(answer.GetRoute()!, answer.IsRecordedCorrect() == true);
        }
        catch (TiersExhaustedException exception)
        {
            return new Answered(exception.Route, Correct: false);
        }
    }

    private static decimal CostOfFull(Recording recording) =>
        recording.Answers["full-a"][0] is var answer ? Full.CostOf(new TokenUsage(answer.InputTokens, 0, answer.OutputTokens, 0)) : 0m;

    private static string Share(int part, int of) => $"{(double)part / of:0.00 %}";

    private sealed record Answered(RouteResult Route, bool Correct);
}

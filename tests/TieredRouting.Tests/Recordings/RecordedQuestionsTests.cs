using Microsoft.Extensions.AI;
using TieredRouting.Testing;

namespace TieredRouting.Tests.Recordings;

/// <summary>Real answers of real models through a contract with a schema. The numbers are those of docs/recordings-check.md.</summary>
public sealed class RecordedQuestionsTests
{
    private const string Schema = """
        {
          "type": "object",
          "properties": { "reasoning": { "type": "string" }, "answer": { "type": "string" } },
          "required": [ "reasoning", "answer" ],
          "additionalProperties": false
        }
        """;

    [Fact]
    public async Task Every_recorded_question_leaves_one_record_and_only_what_keeps_the_schema_is_released()
    {
        var recordings = RecordingSet.Load(SharedData.Require("zeroeval/gsm.recordings.jsonl.gz"));
        var audit = new RecordingAuditSink();
        using var router = Router(recordings, audit);

        foreach (var recording in recordings.Recordings)
            await AskAsync(router, recording);

        audit.Records.Should().HaveCount(655);
        audit.Records.Count(record => record.Route is { Outcome: Outcome.Released, Tier: "nano" }).Should().Be(52, "so many answers of nano-c are JSON in their only fence");
        audit.Records.Count(record => record.Route.Outcome == Outcome.FailedClosed).Should().Be(23);
        audit.Records.Sum(record => record.Route.Attempts.Count).Should().Be(655 + 603);
    }

    [Fact]
    public async Task A_tolerant_contract_releases_nearly_all_answers_of_the_small_model_right_or_wrong()
    {
        var recordings = RecordingSet.Load(SharedData.Require("zeroeval/gsm.recordings.jsonl.gz"));
        var audit = new RecordingAuditSink();
        using var router = Router(recordings, audit, contract => contract.ReadTolerantly());

        foreach (var recording in recordings.Recordings)
            await AskAsync(router, recording);

        audit.Records.Count(record => record.Route is { Outcome: Outcome.Released, Tier: "nano" }).Should().Be(654);
        audit.Records.Count(record => record.Route is { Outcome: Outcome.Released, Tier: "full" }).Should().Be(1);
        audit.Records.SelectMany(record => record.Route.Attempts).Count(attempt => attempt.Repaired).Should().Be(654 - 52);
    }

    private static IChatClient Router(RecordingSet recordings, RecordingAuditSink audit, Action<ContractBuilder>? configure = null)
    {
        var (nano, full) = (recordings.ClientFor("nano-c", time: null), recordings.ClientFor("full-a", time: null));
        return nano.AsBuilder()
            .UseTieredRouting(routing => routing
                .AddTier("nano", tier => tier.UseClient(nano).PricedAt(0.25m, 1.25m))
                .AddTier("full", tier => tier.UseClient(full).PricedAt(5m, 15m))
                .AddContract("gsm-answer", contract =>
                {
                    contract.ForIntent(TaskIntent.Extract).WithSchema(Schema);
                    configure?.Invoke(contract);
                })
                .AuditTo.Sink(audit))
            .Build();
    }

    private static async Task AskAsync(IChatClient router, Recording recording)
    {
        try
        {
            await router.GetResponseAsync(recording.ToMessages(), new ChatOptions().WithContract("gsm-answer"));
        }
        catch (TiersExhaustedException)
        {
            // Both models broke the schema: the record says so.
        }
    }
}

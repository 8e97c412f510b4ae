using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace TieredRouting.Testing.Tests;

public sealed class RecordingAuditSinkTests
{
    private readonly RecordingAuditSink _sink = new();

    [Fact]
    public async Task Records_are_kept_in_order()
    {
        var chat = Router();
        await chat.GetResponseAsync("one");
        await chat.GetResponseAsync("two");

        _sink.Records.Should().HaveCount(2);
        _sink.Records.Select(record => record.Id).Should().OnlyHaveUniqueItems();
        _sink.Records.Should().OnlyContain(record => record.Route.Contract == "default" && record.Route.Outcome == Outcome.Released);
    }

    [Fact]
    public async Task A_failure_withholds_the_answer_until_it_is_taken_back()
    {
        var chat = Router();
        _sink.Failure = new IOException("disk");

        (await FluentActions.Awaiting(() => chat.GetResponseAsync("one")).Should().ThrowAsync<AuditWriteException>()).WithInnerException<IOException>();
        _sink.Records.Should().BeEmpty();

        _sink.Failure = null;
        await chat.GetResponseAsync("two");
        _sink.Records.Should().ContainSingle();
    }

    [Fact]
    public async Task No_record_is_no_record() =>
        await FluentActions.Awaiting(() => _sink.WriteAsync(null!, CancellationToken.None).AsTask()).Should().ThrowAsync<ArgumentNullException>();

    [Fact]
    public async Task The_records_seen_are_a_snapshot()
    {
        var chat = Router();
        var before = _sink.Records;
        await chat.GetResponseAsync("one");

        before.Should().BeEmpty();
    }

    private IChatClient Router()
    {
        var services = new ServiceCollection();
        services.AddTieredRouting(routing => routing
            .AddTier("nano", tier => tier.UseClient(new ScriptedChatClient().AlwaysAnswers("yes")))
            .AddContract("default", contract => contract.ForIntent(TaskIntent.Answer))
            .AuditTo.Sink(_sink));
        return services.BuildServiceProvider().GetRequiredService<IChatClient>();
    }
}

using System.Threading.Channels;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace TieredRouting.Specs;

/// <summary>The times of a stream: to its first content and to its next, with a model that heeds no cancellation.</summary>
public sealed class StreamTimeSpecs
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Channel<ChatResponseUpdate> _said = Channel.CreateUnbounded<ChatResponseUpdate>(new() { AllowSynchronousContinuations = true });

    [Fact]
    public async Task No_first_content_in_time_is_a_timeout_and_the_fallback_moves_on()
    {
        using var router = On(contract => contract.AtMost(firstToken: 2 * Second));
        router.Full.Answers("hi");

        var reading = router.Stream().ToList();
        router.Time.Advance(2 * Second);

        (await reading)[^1].GetRoute()!.Tier.Should().Be("full");
        var attempt = router.Record.Route.Attempts[0];
        (attempt.Error, attempt.Verdict.Triggers[0], attempt.Duration).Should().Be(("timeout", Trigger.Timeout, 2 * Second));
    }

    [Fact]
    public async Task What_is_no_content_does_not_stop_the_clock()
    {
        using var router = On(contract => contract.AtMost(firstToken: 2 * Second));
        router.Full.Answers("hi");

        var reading = router.Stream().ToList();
        for (var i = 0; i < 2; i++)
        {
            Say(new ChatResponseUpdate(ChatRole.Assistant, ""));
            Say(new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = 1 })]));
            router.Time.Advance(Second);
        }

        (await reading)[^1].GetRoute()!.Tier.Should().Be("full");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_provider_that_never_finishes_tidying_up_is_not_waited_for(bool toTheEnd)
    {
        var client = new StreamClient(_ => new HungStream());
        using var router = Router.On((_, tiers) => tiers.AddTier("nano", tier => tier.UseClient(client)), contract => contract.ForIntent(TaskIntent.Classify));

        await foreach (var update in router.Stream())
        {
            if (!toTheEnd)
                break;
        }

        router.Record.Route.Outcome.Should().Be(toTheEnd ? Outcome.Released : Outcome.Cancelled);
    }

    [Fact]
    public async Task A_halt_after_the_first_content_is_stalled_and_no_finished_answer()
    {
        using var router = On(contract => contract.AtMost(nextChunk: 2 * Second));

        var reading = router.Stream().ToList();
        router.Time.Advance(100 * Second);
        Say("once");
        router.Time.Advance(Second);
        Say(" upon");
        router.Time.Advance(2 * Second);

        (await FluentActions.Awaiting(() => reading).Should().ThrowAsync<RouteFailedClosedException>()).Which.Rule.Should().Be("stream");
        var attempt = router.Record.Route.Attempts.Should().ContainSingle().Subject;
        (attempt.Error, attempt.Verdict.Triggers[0], router.Record.Route.Outcome, attempt.Estimated).Should().Be(("stalled", Trigger.Stalled, Outcome.FailedClosed, true));
    }

    [Fact]
    public async Task A_stream_that_is_kept_alive_with_nothing_is_stalled_all_the_same()
    {
        using var router = On(contract => contract.AtMost(nextChunk: 2 * Second));

        var reading = router.Stream().ToList();
        Say("once");
        for (var i = 0; i < 2; i++)
        {
            router.Time.Advance(Second);
            Say("");
        }

        await FluentActions.Awaiting(() => reading).Should().ThrowAsync<RouteFailedClosedException>();
        router.Record.Route.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.Stalled);
    }

    [Fact]
    public async Task What_the_caller_takes_to_read_is_not_the_providers_time()
    {
        using var router = On(contract => contract.AtMost(firstToken: Second, nextChunk: Second));
        foreach (var word in (string[])["once", " upon", " a", " time"])
            Say(word);
        _said.Writer.Complete();

        await foreach (var update in router.Stream())
            router.Time.Advance(10 * Second);

        router.Record.Route.Outcome.Should().Be(Outcome.Released);
    }

    [Fact]
    public async Task A_halt_while_all_is_held_back_moves_on_as_the_plan_says_of_a_stall()
    {
        using var router = On(
            contract => contract.AtMost(nextChunk: Second).WithGates("gate").On(Trigger.Stalled, then => then.Escalate()).On(Trigger.Timeout, then => then.FailClosed()),
            tiers => tiers.AddGate(new Nothing()));
        router.Full.Answers("hi");

        var reading = router.Stream().ToList();
        Say("once");
        router.Time.Advance(Second);

        (await reading)[^1].GetRoute()!.Attempts.Select(attempt => attempt.Verdict.ToString()).Should().Equal("stalled", "accepted");
    }

    [Fact]
    public async Task Answers_that_are_read_whole_have_the_deadline_alone()
    {
        using var router = On(contract => contract.AtMost(firstToken: Second, nextChunk: Second).AddValidator(new TestValidator(_ => null)));

        var reading = router.Stream().ToList();
        router.Time.Advance(10 * Second);
        Say("once");
        _said.Writer.Complete();

        (await reading)[^1].GetRoute()!.Outcome.Should().Be(Outcome.Released);
    }

    [Fact]
    public void Times_that_cannot_be_are_errors_at_start()
    {
        using var router = On(contract => contract.AtMost(firstToken: TimeSpan.Zero, nextChunk: TimeSpan.FromDays(2)));

        router.Invoking(it => it.Chat).Should().Throw<OptionsValidationException>()
            .WithMessage("*contracts.work.fallback.firstToken*").And.Message.Should().Contain("contracts.work.fallback.nextChunk");
    }

    private Router On(Action<ContractBuilder> contract, Action<TieredRoutingBuilder>? routing = null) => Router.On(
        (router, tiers) =>
        {
            tiers.AddTier("nano", tier => tier.UseClient(StreamClient.Of(_said)).PricedAt(1, 2)).AddTier("full", tier => tier.UseClient(router.Full).PricedAt(10, 20));
            routing?.Invoke(tiers);
        },
        work =>
        {
            work.ForIntent(TaskIntent.Classify);
            contract(work);
        });

    private void Say(string text) => Say(new ChatResponseUpdate(ChatRole.Assistant, text));

    private void Say(ChatResponseUpdate update) => _said.Writer.TryWrite(update).Should().BeTrue();

    private sealed class Nothing : IWindowedGate
    {
        public string Name => "gate";

        public int Window => 100;

        public int Find(ReadOnlySpan<char> text, int from) => -1;
    }

    /// <summary>Says three words, and hangs when it is disposed.</summary>
    private sealed class HungStream : IAsyncEnumerable<ChatResponseUpdate>, IAsyncEnumerator<ChatResponseUpdate>
    {
        private int _said;

        public ChatResponseUpdate Current => new(ChatRole.Assistant, "word");

        public IAsyncEnumerator<ChatResponseUpdate> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync() => new(_said++ < 3);

        public ValueTask DisposeAsync() => new(new TaskCompletionSource().Task);
    }
}

using Microsoft.Extensions.AI;

namespace TieredRouting.Specs;

/// <summary>What users of the host's own failover client rely on, as this router keeps it.</summary>
public sealed class FailoverSpecs
{
    private static readonly Exception Down = Scenery.Overloaded();

    public static TheoryData<string, Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>>> FailingStreams => new()
    {
        { "where it is asked for", _ => throw Down },
        { "where its enumerator is made", _ => new Stream(() => throw Down) },
        { "at its first update", _ => new Stream(() => new Enumerator(move: () => throw Down)) },
        { "when its update is looked at", _ => new Stream(() => new Enumerator(current: () => throw Down)) },
        { "when it is disposed of after nothing", _ => new Stream(() => new Enumerator(updates: 0, dispose: () => throw Down)) },
        { "with a cancellation that nobody asked for", _ => new Stream(() => new Enumerator(move: () => throw new OperationCanceledException())) },
        { "with a cancellation that nobody asked for when it is disposed of", _ => new Stream(() => new Enumerator(updates: 0, dispose: () => throw new OperationCanceledException())) },
    };

    [Theory]
    [MemberData(nameof(FailingStreams))]
    public async Task A_stream_that_fails_before_its_first_update_is_asked_of_the_next(string where, Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> stream)
    {
        using var router = Over(new StreamClient(stream));
        router.Full.Answers("ok");

        var updates = await router.Stream().ToList();

        (string.Concat(updates.Select(update => update.Text)), router.Record.Route.Attempts.Count).Should().Be(("ok", 2), where);
    }

    [Fact]
    public async Task A_stream_that_fails_after_its_first_update_is_the_callers_and_disposed_of_once()
    {
        var said = new Enumerator(updates: 1, end: () => throw Down);
        using var router = Over(new StreamClient(_ => new Stream(() => said)));
        var seen = new List<string>();

        var thrown = await FluentActions.Awaiting(async () =>
        {
            await foreach (var update in router.Stream())
                seen.Add(update.Text);
        }).Should().ThrowAsync<HttpRequestException>();

        thrown.Which.Should().BeSameAs(Down);
        (string.Concat(seen), router.Full.Calls.Count, said.Disposals).Should().Be(("word", 0, 1));
        (router.Record.Route.Attempts[0].FirstContent, router.Record.Route.Attempts[0].Verdict.IsAccepted).Should().Be((TimeSpan.Zero, false));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Models_are_tried_in_their_order_and_the_last_failure_is_inside(bool streaming)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        var last = Scenery.Overloaded();
        router.Nano.Throws(Scenery.Overloaded());
        router.Mini.Throws(Scenery.Overloaded());
        router.Full.Throws(last);

        var thrown = await FluentActions.Awaiting(() => Ask(router, streaming)).Should().ThrowAsync<TiersExhaustedException>();

        thrown.Which.InnerException.Should().BeSameAs(last);
        thrown.Which.Attempts.Select(attempt => attempt.Tier).Should().Equal("nano", "mini", "full");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_attempt_gets_options_of_its_own_and_the_callers_stay_as_they_were(bool streaming)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        var options = new ChatOptions { Instructions = "mine", ModelId = "mine" }.WithContract("work");
        router.Nano.Answers((call, _) =>
        {
            call.Options!.Instructions = "changed";
            throw Scenery.Overloaded();
        });
        router.Mini.Answers("ok");

        await Ask(router, streaming, options);

        (router.Mini.Calls[0].Options!.Instructions, options.Instructions, options.ModelId).Should().Be(("mine", "mine", "mine"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_success_at_the_last_attempt_is_a_success(bool streaming)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AtMost(attempts: 2));
        router.Nano.Throws(Scenery.Overloaded());
        router.Mini.Answers("ok");

        (await Ask(router, streaming)).Should().Be("ok");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_failed_for_one_request_is_tried_again_for_the_next(bool streaming)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Throws(Scenery.Overloaded()).Answers("well again");
        router.Mini.Answers("ok");

        (await Ask(router, streaming), await Ask(router, streaming)).Should().Be(("ok", "well again"));
    }

    [Fact]
    public async Task Requests_side_by_side_know_nothing_of_each_other()
    {
        const int Many = 10;
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        var all = new TaskCompletionSource();
        var waiting = 0;
        for (var request = 0; request < Many; request++)
        {
            router.Nano.Answers(async (_, _) =>
            {
                if (Interlocked.Increment(ref waiting) == Many)
                    all.SetResult();
                await all.Task;
                throw Scenery.Overloaded();
            });
        }

        router.Mini.AlwaysAnswers("ok");

        var answers = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => router.Ask()));

        answers.Should().OnlyContain(answer => answer.GetRoute()!.Attempts.Count == 2);
        (router.Nano.Calls.Count, router.Mini.Calls.Count).Should().Be((Many, Many));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failure_beside_the_callers_cancellation_is_a_cancellation_and_nothing_is_tried_again(bool streaming)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        using var caller = new CancellationTokenSource();
        router.Nano.Answers((_, _) =>
        {
            caller.Cancel();
            throw Scenery.Overloaded();
        });

        await FluentActions.Awaiting(() => Ask(router, streaming, token: caller.Token)).Should().ThrowAsync<OperationCanceledException>();

        (router.Record.Route.Outcome, router.Calls).Should().Be((Outcome.Cancelled, 1));
    }

    [Fact]
    public async Task A_caller_that_stops_reading_leaves_a_record_of_an_answer_that_did_not_come_whole()
    {
        var said = new Enumerator(updates: 5);
        using var router = Over(new StreamClient(_ => new Stream(() => said)));

        await foreach (var update in router.Stream())
            break;

        var attempt = router.Record.Route.Attempts.Should().ContainSingle().Subject;
        (router.Record.Route.Outcome, attempt.Error, attempt.Verdict.IsAccepted, said.Disposals).Should().Be((Outcome.Cancelled, "cancelled", false, 1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_null_that_a_client_answers_with_is_no_answer(bool streaming)
    {
        using var router = Over(streaming
            ? StreamClient.Of((ChatResponseUpdate)null!)
            : new Testing.ScriptedChatClient().Answers((_, _) => Task.FromResult<ChatResponse>(null!)));
        router.Full.Answers("ok");

        (await Ask(router, streaming)).Should().Be("ok");

        router.Record.Route.Attempts[0].Error.Should().Be("empty");
    }

    [Fact]
    public async Task Routers_of_the_host_and_of_ours_nest()
    {
        using var inner = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        inner.Nano.Answers("leaf");
        using var outer = Over(inner.Chat.ForContract("work"));

        (await outer.Ask()).Text.Should().Be("leaf");
    }

    private static Router Over(IChatClient client) => Router.On(
        (router, tiers) => tiers.AddTier("nano", tier => tier.UseClient(client)).AddTier("full", tier => tier.UseClient(router.Full)),
        contract => contract.ForIntent(TaskIntent.Classify));

    private static async Task<string> Ask(Router router, bool streaming, ChatOptions? options = null, CancellationToken token = default) =>
        streaming ? string.Concat((await router.Stream(options: options, cancellationToken: token).ToList()).Select(update => update.Text)) : (await router.Ask(options: options, cancellationToken: token)).Text;

    private sealed class Stream(Func<IAsyncEnumerator<ChatResponseUpdate>> open) : IAsyncEnumerable<ChatResponseUpdate>
    {
        public IAsyncEnumerator<ChatResponseUpdate> GetAsyncEnumerator(CancellationToken cancellationToken = default) => open();
    }

    private sealed class Enumerator(int updates = 1, Action? move = null, Func<ChatResponseUpdate>? current = null, Action? end = null, Action? dispose = null) : IAsyncEnumerator<ChatResponseUpdate>
    {
        private int _said;

        public int Disposals { get; private set; }

        public ChatResponseUpdate Current => current?.Invoke() ?? new(ChatRole.Assistant, "word");

        public ValueTask<bool> MoveNextAsync()
        {
            move?.Invoke();
            if (_said++ < updates)
                return new(true);
            end?.Invoke();
            return new(false);
        }

        public ValueTask DisposeAsync()
        {
            Disposals++;
            dispose?.Invoke();
            return ValueTask.CompletedTask;
        }
    }
}

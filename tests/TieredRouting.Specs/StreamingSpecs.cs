using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace TieredRouting.Specs;

public sealed class StreamingSpecs
{
    [Fact]
    public async Task An_answer_that_nobody_must_see_whole_streams_through()
    {
        using var router = Classify();
        router.Nano.Answers("once upon a time", 100, 10);

        var updates = await router.Stream().ToList();

        updates.Where(update => update.Text.Length > 0).Select(update => update.Text).Should().Equal("once", " upon", " a", " time");
    }

    [Fact]
    public async Task The_first_words_arrive_while_the_provider_is_still_talking()
    {
        var more = new TaskCompletionSource();
        using var router = Of(token => Talk(more.Task, token));
        await using var updates = router.Stream().GetAsyncEnumerator();

        (await updates.MoveNextAsync()).Should().BeTrue();
        updates.Current.Text.Should().Be("one");

        more.SetResult();
        (await updates.MoveNextAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task Usage_and_route_are_on_the_last_update()
    {
        using var router = Classify();
        router.Nano.Answers("once upon", 100, 10);

        var updates = await router.Stream().ToList();

        var route = updates[^1].GetRoute()!;
        (route.Outcome, route.Cost, route.Attempts[0].FirstContent).Should().Be((Outcome.Released, 0.00012m, TimeSpan.Zero));
        updates[^1].Contents.OfType<UsageContent>().Single().Details.InputTokenCount.Should().Be(100);
        updates.SkipLast(1).Should().OnlyContain(update => update.GetRoute() == null);
        updates.ToChatResponse().GetRoute()!.Id.Should().Be(route.Id);
    }

    [Fact]
    public async Task An_answer_with_a_schema_is_read_whole_and_then_replayed()
    {
        using var router = Router.For<Lead>();
        router.Nano.Answers("no");
        router.Mini.Answers($"Here:\n```\n{Scenery.Acme}\n```");

        var updates = await router.Stream().ToList();

        string.Concat(updates.Select(update => update.Text)).Should().Be(Scenery.Acme);
        updates[^1].GetRoute()!.Tier.Should().Be("mini");
    }

    [Fact]
    public async Task Nothing_of_an_answer_that_a_gate_stops_is_shown()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithGates("polite"), routing => routing.AddGate(new TestGate("polite", text => text == "please" ? GateVerdict.Passed : GateVerdict.Failed)));
        router.Nano.Answers("no way");
        router.Mini.Answers("please");

        string.Concat((await router.Stream().ToList()).Select(update => update.Text)).Should().Be("please");
    }

    [Fact]
    public async Task A_failure_before_the_first_content_falls_over()
    {
        using var router = Classify();
        router.Nano.Throws(Scenery.Overloaded());
        router.Mini.Answers("hi");

        var updates = await router.Stream().ToList();

        (updates[^1].GetRoute()!.Tier, updates[^1].GetRoute()!.Attempts[0].Error).Should().Be(("mini", "overloaded"));
    }

    [Fact]
    public async Task A_timeout_of_the_providers_own_before_the_first_content_is_a_timeout()
    {
        using var router = Classify();
        router.Nano.Throws(new TaskCanceledException("The request was canceled due to the configured HttpClient.Timeout."));
        router.Mini.Answers("hi");

        (await router.Stream().ToList())[^1].GetRoute()!.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.Timeout);
    }

    [Fact]
    public async Task A_stream_that_begins_with_an_error_or_ends_without_content_falls_over()
    {
        using var router = Classify();
        router.Nano.Answers(new ChatResponse(new ChatMessage(ChatRole.Assistant, [new ErrorContent("boom")])));
        router.Mini.Answers(new ChatResponse(new ChatMessage(ChatRole.Assistant, [])));
        router.Full.Answers("hi");

        (await router.Stream().ToList())[^1].GetRoute()!.Attempts.Select(attempt => attempt.Error).Should().Equal("errorContent", "empty", null);
    }

    [Fact]
    public async Task A_failure_after_the_first_content_never_falls_over_and_is_reported_as_what_it_is()
    {
        using var router = Classify();
        var error = Scenery.Overloaded();
        router.Nano.BreaksOff("once upon", error);
        var seen = new List<ChatResponseUpdate>();

        var reading = () => Collect(router.Stream(), seen);

        (await reading.Should().ThrowAsync<HttpRequestException>()).Which.Should().BeSameAs(error);
        string.Concat(seen.Select(update => update.Text)).Should().Be("once upon");
        seen.Should().OnlyContain(update => update.GetRoute() == null, "it was never finished");
        (router.Calls, router.Record.Route.Outcome, router.Record.Route.Attempts[0].Verdict.IsAccepted).Should().Be((1, Outcome.Failed, false));
    }

    [Fact]
    public async Task An_error_inside_a_stream_after_its_first_content_is_no_finished_answer()
    {
        using var router = Classify();
        router.Nano.Answers(new ChatResponse([new ChatMessage(ChatRole.Assistant, "once"), new ChatMessage(ChatRole.Assistant, [new ErrorContent("boom")])]));
        var seen = new List<ChatResponseUpdate>();

        var reading = () => Collect(router.Stream(), seen);

        await reading.Should().ThrowAsync<RouteFailedClosedException>();
        (seen.Count, router.Calls, router.Record.Route.Attempts[0].Error).Should().Be((1, 1, "errorContent"));
    }

    [Fact]
    public async Task What_a_stream_that_broke_off_may_have_cost_is_booked()
    {
        using var router = Classify();
        router.Nano.BreaksOff("once upon", Scenery.Overloaded());

        await FluentActions.Awaiting(() => router.Stream().ToList()).Should().ThrowAsync<HttpRequestException>();

        (router.Record.Route.Attempts[0].Estimated, router.Record.Route.Cost > 0).Should().Be((true, true));
    }

    [Fact]
    public async Task An_enumeration_that_is_abandoned_is_recorded_as_cancelled()
    {
        using var router = Classify();
        router.Nano.Answers("once upon a time", 100, 10);

        await foreach (var update in router.Stream())
            break;

        var attempt = router.Record.Route.Attempts[0];
        (router.Record.Route.Outcome, attempt.Error, attempt.Verdict.ToString()).Should().Be((Outcome.Cancelled, "cancelled", "timeout"), "it is on record as any call is that the caller cancels");
    }

    [Fact]
    public async Task A_stream_that_the_caller_cancels_ends_in_cancellation_on_record()
    {
        using var router = Classify();
        using var caller = new CancellationTokenSource();
        router.Nano.Answers("once upon a time", 100, 10);

        var reading = async () =>
        {
            await foreach (var update in router.Stream(cancellationToken: caller.Token))
                await caller.CancelAsync();
        };

        await reading.Should().ThrowAsync<OperationCanceledException>();
        (router.Record.Route.Outcome, router.Calls).Should().Be((Outcome.Cancelled, 1));
    }

    [Fact]
    public async Task The_last_update_is_withheld_when_the_record_cannot_be_written()
    {
        using var router = Classify();
        router.Audit.Failure = new IOException();
        router.Nano.Answers("once upon", 100, 10);
        var seen = new List<ChatResponseUpdate>();

        var reading = () => Collect(router.Stream(), seen);

        (await reading.Should().ThrowAsync<AuditWriteException>()).Which.GetRoute().Should().NotBeNull();
        string.Concat(seen.Select(update => update.Text)).Should().Be("once upon", "what has streamed cannot be taken back");
        seen.Should().OnlyContain(update => update.GetRoute() == null && !update.Contents.OfType<UsageContent>().Any());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_deadline_ends_a_stream_that_hangs_even_one_that_ignores_its_token(bool afterContent)
    {
        using var router = Of(_ => Silence(afterContent), contract => contract.AtMost(deadline: TimeSpan.FromSeconds(5)));

        var reading = router.Stream().ToList();
        router.Time.Advance(TimeSpan.FromSeconds(5));

        await FluentActions.Awaiting(() => reading.WaitAsync(TimeSpan.FromSeconds(10))).Should().ThrowAsync<TieredRoutingException>();
        router.Record.Route.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.Timeout);
    }

    [Fact]
    public async Task A_provider_that_fails_while_it_tidies_up_changes_nothing()
    {
        using var router = Of(_ => new Untidy());

        var updates = await router.Stream().ToList();

        (updates[0].Text, router.Record.Route.Outcome).Should().Be(("hi", Outcome.Released));
    }

    [Fact]
    public async Task A_stream_that_is_read_twice_is_two_client_calls()
    {
        using var router = Classify();
        router.Nano.Answers("hi", 100, 10).Answers("hi", 100, 10);
        var stream = router.Stream();

        await stream.ToList();
        await stream.ToList();

        router.Audit.Records.Select(record => record.Id).Should().HaveCount(2).And.OnlyHaveUniqueItems();
        router.Audit.Records.Should().OnlyContain(record => record.Route.Attempts.Count == 1 && record.Route.Cost == 0.00012m);
    }

    [Fact]
    public async Task A_held_answer_that_is_read_twice_is_two_client_calls_with_records_of_their_own()
    {
        using var router = Router.For<Lead>();
        router.Nano.Answers("no", 100, 10).Answers(Scenery.Acme, 100, 10);
        router.Mini.Answers(Scenery.Acme, 100, 10);
        var stream = router.Stream();

        await stream.ToList();
        await stream.ToList();

        router.Audit.Records.Select(record => (record.Route.Attempts.Count, record.Route.Cost)).Should().Equal((2, 0.00132m), (1, 0.00012m));
        router.Audit.Records.Select(record => record.Id).Should().OnlyHaveUniqueItems();
        router.Audit.Records.Select(record => record.Route.Id).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task An_empty_text_at_the_beginning_commits_to_nothing()
    {
        var full = new Testing.ScriptedChatClient().Answers("hi");
        using var router = Of(_ => Opening(Scenery.Overloaded()), routing: tiers => tiers.AddTier("full", tier => tier.UseClient(full)));

        var updates = await router.Stream().ToList();

        (string.Concat(updates.Select(update => update.Text)), updates[^1].GetRoute()!.Attempts[0].Error).Should().Be(("hi", "overloaded"));
    }

    [Fact]
    public async Task An_answer_of_nothing_but_an_empty_text_is_empty()
    {
        var full = new Testing.ScriptedChatClient().Answers("hi");
        using var router = Of(_ => Opening(), routing: tiers => tiers.AddTier("full", tier => tier.UseClient(full)));

        (await router.Stream().ToList())[^1].GetRoute()!.Attempts.Select(attempt => attempt.Error).Should().Equal("empty", null);
    }

    [Fact]
    public async Task A_content_filter_after_the_first_content_is_on_record_as_a_refusal()
    {
        using var router = Classify();
        router.Nano.Answers(Scenery.Finished("once upon", ChatFinishReason.ContentFilter));

        var updates = await router.Stream().ToList();

        updates.ToChatResponse().FinishReason.Should().Be(ChatFinishReason.ContentFilter);
        router.Record.Route.Attempts.Should().ContainSingle().Which.Verdict.Triggers.Should().Equal(Trigger.Refusal);
    }

    [Fact]
    public async Task A_content_filter_before_the_first_content_falls_over_as_a_refusal()
    {
        using var router = Classify();
        router.Nano.Answers(Scenery.Finished("", ChatFinishReason.ContentFilter));
        router.Mini.Answers("hi");

        (await router.Stream().ToList())[^1].GetRoute()!.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.Refusal);
    }

    [Fact]
    public async Task A_refusal_that_streams_as_an_error_is_a_refusal()
    {
        using var router = Classify();
        router.Nano.Answers(Refusing());
        router.Mini.Answers("hi");

        (await router.Stream().ToList())[^1].GetRoute()!.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.Refusal);
    }

    [Fact]
    public async Task A_refusal_after_the_first_content_is_no_finished_answer_and_on_record_as_a_refusal()
    {
        using var router = Classify();
        router.Nano.Answers(Refusing("Well,"));

        await FluentActions.Awaiting(() => router.Stream().ToList()).Should().ThrowAsync<RouteFailedClosedException>();

        router.Record.Route.Attempts.Should().ContainSingle().Which.Verdict.Triggers.Should().Equal(Trigger.Refusal);
    }

    [Theory]
    [InlineData(300, null, true)]
    [InlineData(300, 300, true)]
    [InlineData(1_000, 300, false)]
    [InlineData(null, null, false)]
    public async Task A_stream_that_is_cut_off_is_fine_only_where_the_caller_asked_for_just_so_much(int? caller, int? contract, bool fine)
    {
        using var router = Router.With(work =>
        {
            work.ForIntent(TaskIntent.Classify);
            if (contract is { } most)
                work.WithMaxOutput(most);
        });
        router.Nano.Answers(Scenery.Finished("once upon", ChatFinishReason.Length));

        await router.Stream(options: new ChatOptions { MaxOutputTokens = caller }).ToList();

        router.Record.Route.Attempts.Should().ContainSingle().Which.Verdict.Triggers.Should().Equal(fine ? [] : [Trigger.Truncated]);
    }

    [Fact]
    public void Misuse_is_an_error_at_the_call()
    {
        using var router = Classify();

        router.Invoking(it => it.Chat.GetStreamingResponseAsync("hello", new ChatOptions().WithContract("nonsense"))).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public async Task Streams_are_bounded_by_money_too()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Plan).AtMost(cost: 0.01m));

        await FluentActions.Awaiting(() => router.Stream().ToList()).Should().ThrowAsync<RouteFailedClosedException>();

        router.Calls.Should().Be(0);
    }

    private static Router Classify() => Router.With(contract => contract.ForIntent(TaskIntent.Classify));

    private static Router Of(Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> stream, Action<ContractBuilder>? contract = null, Action<TieredRoutingBuilder>? routing = null) => Router.On(
        (_, tiers) =>
        {
            tiers.AddTier("nano", tier => tier.UseClient(new StreamClient(stream)).PricedAt(1, 2));
            routing?.Invoke(tiers);
        },
        work =>
        {
            work.ForIntent(TaskIntent.Classify);
            contract?.Invoke(work);
        });

    private static async Task Collect(IAsyncEnumerable<ChatResponseUpdate> updates, List<ChatResponseUpdate> seen)
    {
        await foreach (var update in updates)
            seen.Add(update);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Talk(Task more, [EnumeratorCancellation] CancellationToken token)
    {
        yield return new ChatResponseUpdate(ChatRole.Assistant, "one");
        yield return new ChatResponseUpdate(ChatRole.Assistant, " two");
        await more.WaitAsync(token);
        yield return new ChatResponseUpdate(ChatRole.Assistant, " three");
    }

    /// <summary>What many providers open a stream with: a role and an empty text.</summary>
    private static async IAsyncEnumerable<ChatResponseUpdate> Opening(Exception? failure = null)
    {
        await Task.Yield();
        yield return new ChatResponseUpdate(ChatRole.Assistant, "");
        if (failure is not null)
            throw failure;
        yield return new ChatResponseUpdate { FinishReason = ChatFinishReason.Stop };
    }

    private static ChatResponse Refusing(string? first = null)
    {
        var refusal = new ChatMessage(ChatRole.Assistant, [new ErrorContent("I can't help with that.") { ErrorCode = "Refusal" }]);
        return new(first is null ? [refusal] : [new ChatMessage(ChatRole.Assistant, first), refusal]) { FinishReason = ChatFinishReason.Stop };
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Silence(bool afterContent)
    {
        if (afterContent)
            yield return new ChatResponseUpdate(ChatRole.Assistant, "one");
        await new TaskCompletionSource().Task;
    }

    private sealed class Untidy : IAsyncEnumerable<ChatResponseUpdate>, IAsyncEnumerator<ChatResponseUpdate>
    {
        private bool _read;

        public ChatResponseUpdate Current { get; } = new(ChatRole.Assistant, "hi");

        public IAsyncEnumerator<ChatResponseUpdate> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync() => new(!_read && (_read = true));

        public ValueTask DisposeAsync() => throw new IOException("untidy");
    }
}

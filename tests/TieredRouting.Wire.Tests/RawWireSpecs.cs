using Microsoft.Extensions.AI;

namespace TieredRouting.Wire.Tests;

/// <summary>Streams of a real client over a real socket, and each way in which they fail.</summary>
public sealed class RawWireSpecs
{
    private const string Error = """data: {"error":{"message":"boom","type":"server_error","code":"500"}}""" + "\n\n";

    [Fact]
    public async Task A_stream_that_comes_whole_is_released_with_the_usage_of_its_last_chunk()
    {
        using var wire = new RawWire(Leaving.Ends, RawWire.Says("once"), RawWire.Says(" upon"), RawWire.Stops(), RawWire.Uses(10, 5), RawWire.Done);
        using var router = On(wire);

        var updates = await router.Stream().ToList();

        string.Concat(updates.Select(update => update.Text)).Should().Be("once upon");
        var attempt = router.Record.Route.Attempts.Should().ContainSingle().Subject;
        (attempt.Verdict.IsAccepted, attempt.Usage!.Value.Input, attempt.Usage.Value.Output, attempt.Estimated).Should().Be((true, 10, 5, false));
        updates[^1].GetRoute()!.Outcome.Should().Be(Outcome.Released);
    }

    public static TheoryData<string, Func<RawWire>, string> BrokenInTheMiddle => new()
    {
        { "its connection is cut", () => new RawWire(Leaving.Cuts, RawWire.Says("once"), RawWire.Says(" upon")), "network" },
        { "its connection is cut within a chunk", () => new RawWire(Leaving.Cuts, RawWire.Says("once"), RawWire.Says(" upon")[..40]), "network" },
        { "its connection closes, which HTTP cannot tell from an end", () => new RawWire(Leaving.Closes, RawWire.Says("once"), RawWire.Says(" upon")), "unfinished" },
        { "its connection closes within a chunk, which the client drops", () => new RawWire(Leaving.Closes, RawWire.Says("once"), RawWire.Says(" upon")[..40]), "unfinished" },
        { "an error comes as an event, which the client reads as an empty update", () => new RawWire(Leaving.Ends, RawWire.Says("once"), Error), "unfinished" },
        { "an error comes as an event, and then the mark of the end", () => new RawWire(Leaving.Ends, RawWire.Says("once"), "event: error\n" + Error, RawWire.Done), "unfinished" },
        { "the mark of the end comes without a reason", () => new RawWire(Leaving.Ends, RawWire.Says("once"), RawWire.Done), "unfinished" },
        { "a chunk is no JSON", () => new RawWire(Leaving.Ends, RawWire.Says("once"), "data: {\"id\":\"c1\",\"choi\n\n", RawWire.Stops(), RawWire.Done), "unknown" },
    };

    [Theory]
    [MemberData(nameof(BrokenInTheMiddle))]
    public async Task A_stream_that_fails_after_its_first_content_is_never_a_finished_answer(string how, Func<RawWire> open, string error)
    {
        using var wire = open();
        using var router = On(wire);
        var seen = new List<ChatResponseUpdate>();

        await FluentActions.Awaiting(() => Collect(router.Stream(), seen)).Should().ThrowAsync<Exception>(how);

        seen.Should().NotBeEmpty().And.OnlyContain(update => update.GetRoute() == null);
        var route = router.Record.Route;
        route.Outcome.Should().Be(error == "unfinished" ? Outcome.FailedClosed : Outcome.Failed);
        route.Attempts.Should().ContainSingle().Which.Error.Should().Be(error);
        route.Attempts[0].Verdict.Triggers.Should().Equal(error == "unfinished" ? Trigger.Truncated : Trigger.ProviderError);
        (route.Attempts[0].Estimated, router.Full.Calls.Count).Should().Be((true, 0), "what came may be billed, and nothing may be tried again");
    }

    public static TheoryData<string, Func<RawWire>, string> BrokenAtOnce => new()
    {
        { "its connection is cut", () => new RawWire(Leaving.Cuts), "network" },
        { "its connection closes", () => new RawWire(Leaving.Closes), "unfinished" },
        { "an error comes as an event", () => new RawWire(Leaving.Ends, Error, RawWire.Done), "unfinished" },
        { "it says nothing", () => new RawWire(Leaving.Ends, RawWire.Says(""), RawWire.Stops(), RawWire.Uses(10, 0), RawWire.Done), "empty" },
        { "it says nothing but spaces", () => new RawWire(Leaving.Ends, RawWire.Says("  "), RawWire.Says(" "), RawWire.Stops(), RawWire.Done), "empty" },
        { "a chunk is no JSON", () => new RawWire(Leaving.Ends, "data: {\n\n", RawWire.Done), "unknown" },
    };

    [Theory]
    [MemberData(nameof(BrokenAtOnce))]
    public async Task A_stream_that_fails_before_its_first_content_falls_over(string how, Func<RawWire> open, string error)
    {
        using var wire = open();
        using var router = On(wire);
        router.Full.Answers("hi");

        var updates = await router.Stream().ToList();

        string.Concat(updates.Select(update => update.Text)).Should().Be("hi", how);
        router.Record.Route.Attempts.Select(attempt => attempt.Error).Should().Equal(error, null);
    }

    [Fact]
    public async Task A_stream_whose_first_content_does_not_come_in_time_falls_over()
    {
        using var wire = new RawWire(Leaving.Hangs);
        using var router = On(wire, contract => contract.AtMost(firstToken: TimeSpan.FromSeconds(2)));
        router.Full.Answers("hi");

        var reading = router.Stream().ToList();
        await wire.Called;
        router.Time.Advance(TimeSpan.FromSeconds(2));

        (await reading)[^1].GetRoute()!.Tier.Should().Be("full");
        (router.Record.Route.Attempts[0].Error, router.Record.Route.Attempts[0].Verdict.Triggers[0]).Should().Be(("timeout", Trigger.Timeout));
    }

    [Fact]
    public async Task A_stream_that_halts_in_the_middle_is_a_failure_on_record_as_stalled()
    {
        using var wire = new RawWire(Leaving.Hangs, RawWire.Says("once"));
        using var router = On(wire, contract => contract.AtMost(nextChunk: TimeSpan.FromSeconds(2)));
        var seen = new List<ChatResponseUpdate>();

        var reading = Collect(router.Stream(), seen);
        await wire.Called;
        // Until the first content has come over the socket, the time for the next does not run.
        while (!reading.IsCompleted)
        {
            router.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await FluentActions.Awaiting(() => reading).Should().ThrowAsync<RouteFailedClosedException>();
        string.Concat(seen.Select(update => update.Text)).Should().Be("once");
        (router.Record.Route.Outcome, router.Record.Route.Attempts[0].Error, router.Record.Route.Attempts[0].Verdict.Triggers[0]).Should().Be((Outcome.FailedClosed, "stalled", Trigger.Stalled));
    }

    [Fact]
    public async Task A_stream_that_says_the_same_again_and_again_is_an_answer_of_its_length()
    {
        using var wire = new RawWire(Leaving.Ends, string.Concat(Enumerable.Repeat(RawWire.Says("again "), 200)), RawWire.Stops("length"), RawWire.Done);
        using var router = On(wire);

        var updates = await router.Stream().ToList();

        string.Concat(updates.Select(update => update.Text)).Length.Should().Be(1_200);
        router.Record.Route.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.Truncated);
    }

    [Fact]
    public async Task A_stream_that_is_left_is_on_record_as_cancelled_and_its_connection_is_let_go()
    {
        using var wire = new RawWire(Leaving.Hangs, RawWire.Says("once"), RawWire.Says(" upon"));
        using var router = On(wire);

        await foreach (var update in router.Stream())
            break;

        (router.Record.Route.Outcome, router.Record.Route.Attempts[0].Estimated).Should().Be((Outcome.Cancelled, true));
    }

    [Fact]
    public async Task A_caller_that_cancels_gets_its_cancellation_and_nothing_is_tried_again()
    {
        using var wire = new RawWire(Leaving.Hangs);
        using var router = On(wire);
        using var caller = new CancellationTokenSource();
        var reading = Collect(router.Stream(cancellationToken: caller.Token), []);
        await wire.Called;
        await caller.CancelAsync();

        await FluentActions.Awaiting(() => reading).Should().ThrowAsync<OperationCanceledException>();
        (router.Record.Route.Outcome, router.Record.Route.Attempts.Count, router.Full.Calls.Count).Should().Be((Outcome.Cancelled, 1, 0));
    }

    private static Router On(RawWire wire, Action<ContractBuilder>? contract = null) => Router.On(
        (router, tiers) => tiers
            .AddTier("nano", tier => tier.UseClient(wire.Client).PricedAt(1, 2))
            .AddTier("full", tier => tier.UseClient(router.Full).PricedAt(10, 20)),
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
}

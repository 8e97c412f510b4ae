using System.Threading.Channels;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.DependencyInjection;
using System.Diagnostics.Metrics;

namespace TieredRouting.Specs;

/// <summary>Endpoints with limits, and where calls go that find no room. mini-a lets one call in at a time.</summary>
public sealed class LimitSpecs
{
    private readonly TaskCompletionSource<ChatResponse> _first = new();

    [Fact]
    public async Task By_default_a_call_that_finds_no_room_goes_to_another_endpoint_of_the_tier()
    {
        using var router = On(_ => { });
        var holding = router.Ask();

        (await router.Ask()).GetRoute()!.Attempts.Should().ContainSingle().Which.Endpoint.Should().Be("mini-b");
        await Finish(holding);
        router.Mini.AlwaysAnswers("hi");
        (await router.Ask()).GetRoute()!.Attempts[0].Endpoint.Should().Be("mini-a", "its place was given back");
    }

    [Fact]
    public async Task Where_no_endpoint_has_room_the_plan_moves_on_as_after_a_provider_error()
    {
        using var router = On(_ => { }, others: false);
        var holding = router.Ask();

        var route = (await router.Ask()).GetRoute()!;

        (route.Tier, route.Escalated, route.Attempts.Count).Should().Be(("full", true, 1));
        await Finish(holding);
    }

    [Fact]
    public async Task A_contract_may_wait_for_room_first_come_first_served()
    {
        using var router = On(contract => contract.OnOverflow(OverflowAction.Wait), others: false);
        using var waits = new MetricCollector<double>(router.Services.GetRequiredService<IMeterFactory>(), TieredRoutingTelemetry.SourceName, TieredRoutingTelemetry.LimitWait);
        var holding = router.Ask();
        var (second, third) = (router.Ask("second"), router.Ask("third"));
        router.Mini.Answers("2").Answers("3");

        router.Time.Advance(TimeSpan.FromSeconds(4));
        await Finish(holding);

        ((await second).Text, (await third).Text).Should().Be(("2", "3"));
        router.Audit.Records.Should().OnlyContain(record => record.Route.Attempts.Count == 1);
        waits.GetMeasurementSnapshot().Select(wait => wait.Value).Should().Equal(4, 4);
    }

    [Fact]
    public async Task A_control_that_bars_the_endpoint_meanwhile_sends_those_who_wait_elsewhere()
    {
        using var router = On(contract => contract.OnOverflow(OverflowAction.Wait), others: false);
        var holding = router.Ask();
        var waiting = router.Ask();

        await router.Services.GetRequiredService<IRoutingControls>().ApplyAsync(new RoutingControl("no-a", "it leaks") { DisabledEndpoints = ["mini-a"] }, TestContext.Current.CancellationToken);
        await Finish(holding);

        var route = (await waiting).GetRoute()!;
        (route.Tier, route.Attempts.Count, router.Mini.Calls.Count).Should().Be(("full", 1, 1));
    }

    [Fact]
    public async Task A_control_that_forces_another_tier_meanwhile_holds_for_those_who_wait()
    {
        using var router = On(contract => contract.OnOverflow(OverflowAction.Wait), others: false);
        var holding = router.Ask();
        var waiting = router.Ask();

        await router.Services.GetRequiredService<IRoutingControls>().ApplyAsync(new RoutingControl("only-full", "a test") { ExactTier = "full" }, TestContext.Current.CancellationToken);
        await Finish(holding);

        var route = (await waiting).GetRoute()!;
        (route.Tier, route.Attempts.Count, router.Mini.Calls.Count).Should().Be(("full", 1, 1));
    }

    [Fact]
    public async Task A_stream_that_breaks_what_reads_it_gives_its_place_back_and_is_on_record()
    {
        using var router = Router.On(
            (router, tiers) => tiers
                .AddTier("mini", tier => tier.UseClient(StreamClient.Of([.. Broken()])).PricedAt(1, 2).WithLimits(concurrency: 1)),
            contract => contract.ForIntent(TaskIntent.Answer).RedactBeforeCall());

        for (var i = 0; i < 2; i++)
            await FluentActions.Awaiting(() => router.Stream().ToList()).Should().ThrowAsync<IOException>();

        router.Audit.Records.Should().HaveCount(2);
        router.Audit.Records.Should().OnlyContain(record => record.Route.Attempts.Count == 1 && record.Route.Attempts[0].Error == "ownBug" && record.Route.Cost > 0);
    }

    /// <summary>An update whose content throws at whoever looks into it.</summary>
    private static IEnumerable<ChatResponseUpdate> Broken()
    {
        static IEnumerable<AIContent> Torn() => Enumerable.Range(0, 1).Select<int, AIContent>(_ => throw new IOException("torn"));
        yield return new ChatResponseUpdate(ChatRole.Assistant, [new FunctionResultContent("call-1", Torn())]);
    }

    [Fact]
    public async Task Waiting_ends_with_the_deadline_and_says_so()
    {
        using var router = On(contract => contract.OnOverflow(OverflowAction.Wait).AtMost(deadline: TimeSpan.FromSeconds(5)), others: false);
        var holding = router.Chat.GetResponseAsync("hold it", new ChatOptions().WithContract("hold"));
        var waiting = router.Ask();

        router.Time.Advance(TimeSpan.FromSeconds(5));

        var failure = (await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<TiersExhaustedException>()).Which;
        failure.Message.Should().Contain("the deadline is over");
        failure.Attempts.Should().BeEmpty();
        await Finish(holding);
    }

    [Fact]
    public async Task Who_gives_up_while_waiting_is_recorded_as_cancelled()
    {
        using var router = On(contract => contract.OnOverflow(OverflowAction.Wait), others: false);
        using var caller = new CancellationTokenSource();
        var holding = router.Ask();
        var waiting = router.Ask(cancellationToken: caller.Token);

        await caller.CancelAsync();

        await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<OperationCanceledException>();
        router.Record.Route.Outcome.Should().Be(Outcome.Cancelled);
        await Finish(holding);
    }

    [Fact]
    public async Task A_contract_may_escalate_at_once_although_another_endpoint_has_room()
    {
        using var router = On(contract => contract.OnOverflow(OverflowAction.Escalate));
        var holding = router.Ask();

        (await router.Ask()).GetRoute()!.Tier.Should().Be("full");
        await Finish(holding);
    }

    [Fact]
    public async Task A_contract_may_turn_the_request_away()
    {
        using var router = On(contract => contract.OnOverflow(OverflowAction.Reject));
        var holding = router.Ask();

        var failure = await router.Fails<RouteFailedClosedException>();

        (failure.Rule, failure.Reason).Should().Be(("overflow", "the endpoint 'mini-a' has no room (limit of concurrency)"));
        await Finish(holding);
    }

    [Fact]
    public async Task A_stream_holds_its_place_until_it_ends()
    {
        var said = Channel.CreateUnbounded<ChatResponseUpdate>();
        using var router = Router.On(
            (router, tiers) => tiers.AddTier("mini", tier => tier
                .AddEndpoint("mini-a", endpoint => endpoint.UseClient(StreamClient.Of(said)).WithLimits(concurrency: 1))
                .AddEndpoint("mini-b", endpoint => endpoint.UseClient(router.Mini))),
            contract => contract.ForIntent(TaskIntent.Answer));
        router.Mini.AlwaysAnswers("another");
        said.Writer.TryWrite(new ChatResponseUpdate(ChatRole.Assistant, "one "));
        said.Writer.TryWrite(new ChatResponseUpdate(ChatRole.Assistant, "two "));

        await using (var reading = router.Stream().GetAsyncEnumerator())
        {
            await reading.MoveNextAsync();
            (await router.Ask()).GetRoute()!.Attempts[0].Endpoint.Should().Be("mini-b");
        }

        said.Writer.TryWrite(new ChatResponseUpdate(ChatRole.Assistant, "three"));
        said.Writer.Complete();
        (await router.Ask()).GetRoute()!.Attempts[0].Endpoint.Should().Be("mini-a", "a stream that was left gives its place back");
    }

    [Fact]
    public async Task A_flood_of_commodity_work_cannot_starve_work_that_needs_judgement()
    {
        var hung = new TaskCompletionSource<ChatResponse>();
        using var router = Router.On(
            (router, tiers) => tiers
                .AddTier("full", tier => tier.ReserveForJudgement(0.25).UseClient(router.Full).WithLimits(concurrency: 4))
                .AddContract("judge", contract => contract.ForIntent(TaskIntent.Answer).StartAt("full").WithTiers(max: "full").WithRisk(business: RiskLevel.Medium)),
            contract => contract.ForIntent(TaskIntent.Classify).WithTiers(max: "full").StartAt("full").OnOverflow(OverflowAction.Reject));
        for (var i = 0; i < 3; i++)
            router.Full.Answers((_, _) => hung.Task);
        router.Full.AlwaysAnswers("judged");
        var flood = Enumerable.Range(0, 20).Select(_ => router.Ask()).ToList();

        (await router.Chat.GetResponseAsync("is this right?", new ChatOptions().WithContract("judge"))).Text.Should().Be("judged");

        hung.SetResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "done")));
        (await Task.WhenAll(flood.Select(IsReleased))).Count(released => released).Should().Be(3);
    }

    [Fact]
    public async Task Commodity_work_that_waits_in_line_keeps_no_work_that_needs_judgement_waiting()
    {
        var hung = new TaskCompletionSource<ChatResponse>();
        using var router = Router.On(
            (router, tiers) => tiers
                .AddTier("full", tier => tier.ReserveForJudgement(0.25).UseClient(router.Full).WithLimits(concurrency: 4))
                .AddContract("judge", contract => contract.ForIntent(TaskIntent.Answer).StartAt("full").WithRisk(business: RiskLevel.Medium).OnOverflow(OverflowAction.Wait)),
            contract => contract.ForIntent(TaskIntent.Classify).StartAt("full").OnOverflow(OverflowAction.Wait));
        for (var i = 0; i < 3; i++)
            router.Full.Answers((_, _) => hung.Task);
        router.Full.AlwaysAnswers("judged");
        var flood = Enumerable.Range(0, 20).Select(_ => router.Ask()).ToList();

        var judging = router.Chat.GetResponseAsync("is this right?", new ChatOptions().WithContract("judge"));
        var first = await Task.WhenAny(judging, Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System, TestContext.Current.CancellationToken));
        var waiting = flood.Count(asking => !asking.IsCompleted);
        hung.SetResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "done")));
        await Task.WhenAll(flood);

        (first == judging, waiting, (await judging).Text).Should().Be((true, 20, "judged"));
    }

    private static async Task<bool> IsReleased(Task<ChatResponse> asking)
    {
        try
        {
            return await asking is not null;
        }
        catch (RouteFailedClosedException)
        {
            return false;
        }
    }

    private async Task Finish(Task<ChatResponse> holding)
    {
        _first.SetResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "one")));
        (await holding).Text.Should().Be("one");
    }

    /// <summary>A ladder of mini-a, which lets one call in, mini-b and full; the first call to mini-a takes as long as the test likes.</summary>
    private Router On(Action<ContractBuilder> contract, bool others = true)
    {
        var router = Router.On(
            (router, tiers) => tiers
                .AddTier("mini", tier =>
                {
                    tier.AddEndpoint("mini-a", endpoint => endpoint.UseClient(router.Mini).WithLimits(concurrency: 1));
                    if (others)
                        tier.AddEndpoint("mini-b", endpoint => endpoint.UseClient(router.Nano));
                })
                .AddTier("full", tier => tier.UseClient(router.Full))
                .AddContract("hold", hold => hold.ForIntent(TaskIntent.Answer).StartAt("mini")),
            work => contract(work.ForIntent(TaskIntent.Answer).StartAt("mini")));
        router.Mini.Answers((_, _) => _first.Task);
        router.Nano.AlwaysAnswers("another");
        router.Full.AlwaysAnswers("higher");
        return router;
    }
}

using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using static TieredRouting.Specs.Scenery;

namespace TieredRouting.Specs;

/// <summary>A second endpoint is asked where the first takes longer than the p95. mini-a is the client Mini, mini-b the client Nano.</summary>
public sealed class HedgeSpecs
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<ChatResponse> _slow = new();

    [Fact]
    public async Task Past_the_p95_a_second_endpoint_starts_and_the_first_good_answer_wins()
    {
        using var router = On();
        router.Nano.Answers("quick");

        var asking = router.Ask();
        router.Time.Advance(1.9 * Second);
        router.Nano.Calls.Should().BeEmpty();
        router.Time.Advance(0.1 * Second);
        var answer = await asking;

        answer.Text.Should().Be("quick");
        var attempts = answer.GetRoute()!.Attempts;
        attempts.Select(attempt => (attempt.Endpoint, attempt.Kind, attempt.Error, attempt.Verdict.IsAccepted)).Should().Equal(
            ("mini-a", CallKind.Answer, "cancelled", false), ("mini-b", CallKind.Hedge, null, true));
        attempts.Should().OnlyContain(attempt => attempt.Cost > 0, "the loser is paid for");
    }

    [Fact]
    public async Task A_first_endpoint_that_is_in_time_is_asked_alone()
    {
        using var router = On();

        var asking = router.Ask();
        router.Time.Advance(Second);
        Answer("in time");

        (await asking).GetRoute()!.Attempts.Should().ContainSingle().Which.Kind.Should().Be(CallKind.Answer);
    }

    [Fact]
    public async Task The_first_may_still_win_and_then_the_second_is_cancelled()
    {
        using var router = On();
        router.Nano.Answers((_, _) => new TaskCompletionSource<ChatResponse>().Task);

        var asking = router.Ask();
        router.Time.Advance(2 * Second);
        Answer("late but good");

        var answer = await asking;
        answer.Text.Should().Be("late but good");
        answer.GetRoute()!.Attempts.Select(attempt => attempt.Error).Should().Equal(null, "cancelled");
    }

    [Fact]
    public async Task An_answer_that_is_not_acceptable_does_not_win()
    {
        using var router = On();
        router.Nano.Answers("");

        var asking = router.Ask();
        router.Time.Advance(2 * Second);
        Answer("good");

        var answer = await asking;
        answer.Text.Should().Be("good");
        answer.GetRoute()!.Attempts.Select(attempt => (attempt.Kind, attempt.Error)).Should().Equal((CallKind.Answer, null), (CallKind.Hedge, "empty"));
    }

    [Fact]
    public async Task The_answer_of_the_second_passes_the_same_gates()
    {
        using var router = On(contract => contract.WithGates(GateNames.RegulatedLanguage).WithGateSettings(gates => gates.AddPhrases(banned: ["risk free"])));
        router.Nano.Answers("It is risk free.");

        var asking = router.Ask();
        router.Time.Advance(2 * Second);
        Answer("good");

        var answer = await asking;
        answer.Text.Should().Be("good");
        answer.GetRoute()!.Attempts.Select(attempt => (attempt.Kind, attempt.Verdict.IsAccepted)).Should().Equal((CallKind.Answer, true), (CallKind.Hedge, false));
    }

    [Fact]
    public async Task Where_both_fail_the_plan_moves_on_and_neither_is_asked_again()
    {
        using var router = On(contract => contract.AtMost(attempts: 4));
        router.Nano.Throws(Overloaded());
        router.Full.Answers("higher");

        var asking = router.Ask();
        router.Time.Advance(2 * Second);
        _slow.SetException(Overloaded());

        var route = (await asking).GetRoute()!;
        route.Attempts.Select(attempt => (attempt.Endpoint, attempt.Error)).Should().Equal(("mini-a", "overloaded"), ("mini-b", "overloaded"), ("full", null));
    }

    [Fact]
    public async Task A_hedge_uses_up_an_attempt_and_is_not_made_where_none_is_left()
    {
        using var router = On(contract => contract.AtMost(attempts: 1));

        await IsAskedAlone(router);
    }

    [Fact]
    public async Task A_hedge_starts_only_if_both_reservations_fit()
    {
        using var router = On(contract => contract.WithMaxOutput(1_000).AtMost(cost: 0.024m));

        await IsAskedAlone(router);
    }

    [Fact]
    public async Task A_cap_that_came_meanwhile_holds_for_the_second_endpoint_too()
    {
        using var router = On(contract => contract.WithMaxOutput(1_000));

        await IsAskedAlone(router, meanwhile: new RoutingControl("cap", "the month is nearly over") { MaxCostPerHour = 0.022m });
    }

    [Fact]
    public async Task A_minimum_tier_that_came_meanwhile_holds_for_the_second_endpoint_too()
    {
        using var router = On();

        await IsAskedAlone(router, meanwhile: new RoutingControl("force-full", "mini is unwell") { MinimumTier = "full" });
    }

    [Fact]
    public async Task A_second_endpoint_that_was_switched_off_meanwhile_is_not_asked()
    {
        using var router = On();

        await IsAskedAlone(router, meanwhile: new RoutingControl("no-b", "it is down") { DisabledEndpoints = ["mini-b"] });
    }

    [Fact]
    public async Task After_a_stop_no_second_endpoint_is_asked_and_the_call_under_way_ends()
    {
        using var router = On();

        await IsAskedAlone(router, meanwhile: new RoutingControl("stop", "a bad prompt went out") { Stop = true });
    }

    [Fact]
    public async Task A_cap_that_was_lifted_meanwhile_keeps_the_second_endpoint_from_nothing()
    {
        using var router = On(contract => contract.WithMaxOutput(1_000));
        var controls = router.Services.GetRequiredService<IRoutingControls>();
        await controls.ApplyAsync(new RoutingControl("cap", "the month is nearly over") { MaxCostPerHour = 0.022m });
        router.Nano.Answers("quick");

        var asking = router.Ask();
        await controls.LiftAsync("cap", "a new month");
        router.Time.Advance(2 * Second);

        (await asking).GetRoute()!.Attempts.Select(attempt => attempt.Kind).Should().Equal(CallKind.Answer, CallKind.Hedge);
    }

    [Fact]
    public async Task With_tools_that_may_change_something_nothing_is_asked_twice()
    {
        using var router = On(contract => contract.WithRoutineTools("send_mail"));

        await IsAskedAlone(router, Tools(WriteTool()));
    }

    [Fact]
    public async Task With_tools_of_which_nobody_can_say_what_they_do_nothing_is_asked_twice()
    {
        using var router = On();

        await IsAskedAlone(router, Tools(new UnreadableTool(ReadTool())));
    }

    [Fact]
    public async Task A_conversation_that_a_provider_holds_is_not_hedged()
    {
        using var router = On();
        _slow.SetResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "hi")) { ConversationId = "c-1" });
        var held = (await router.Ask()).ConversationId;
        var second = new TaskCompletionSource<ChatResponse>();
        router.Mini.Answers((_, _) => second.Task);

        var asking = router.Ask(options: new ChatOptions { ConversationId = held });
        router.Time.Advance(5 * Second);
        second.SetResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "alone")));

        (await asking).GetRoute()!.Attempts.Should().ContainSingle();
    }

    [Fact]
    public async Task A_stream_that_goes_through_is_not_hedged_and_its_first_token_has_a_limit_of_its_own()
    {
        using var router = On(contract => contract.AtMost(firstToken: 3 * Second));
        router.Nano.Answers("quick");

        var asking = router.Stream().ToList();
        router.Time.Advance(2.5 * Second);
        router.Nano.Calls.Should().BeEmpty("two streams cannot both be shown");
        router.Time.Advance(Second);

        (await asking).ToChatResponse().Text.Should().Be("quick");
        router.Record.Route.Attempts.Select(attempt => (attempt.Endpoint, attempt.Kind, attempt.Error)).Should().Equal(("mini-a", CallKind.Answer, "timeout"), ("mini-b", CallKind.Answer, null));
    }

    [Fact]
    public async Task The_budget_is_that_of_the_surface()
    {
        using var router = On(contract => contract.WithLatency(Second, 9 * Second, "batch"));

        var asking = router.Ask(options: new ChatOptions().WithRouting(facts => facts.Surface("batch")));
        router.Time.Advance(8 * Second);
        router.Nano.Calls.Should().BeEmpty();
        router.Nano.Answers("quick");
        router.Time.Advance(Second);

        (await asking).Text.Should().Be("quick");
    }

    [Fact]
    public async Task A_caller_who_gives_up_ends_both()
    {
        using var router = On();
        router.Nano.Answers((_, _) => new TaskCompletionSource<ChatResponse>().Task);
        using var caller = new CancellationTokenSource();

        var asking = router.Ask(cancellationToken: caller.Token);
        router.Time.Advance(2 * Second);
        await caller.CancelAsync();

        await FluentActions.Awaiting(() => asking).Should().ThrowAsync<OperationCanceledException>();
        router.Record.Route.Attempts.Select(attempt => attempt.Error).Should().Equal("cancelled", "cancelled");
    }

    [Fact]
    public void Hedging_without_a_latency_budget_is_an_error_at_start()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Answer).Hedge());

        FluentActions.Invoking(() => router.Chat).Should().Throw<Microsoft.Extensions.Options.OptionsValidationException>().WithMessage("*contracts.work.fallback.hedge*needs a latency budget*");
    }

    private async Task IsAskedAlone(Router router, ChatOptions? options = null, RoutingControl? meanwhile = null)
    {
        var asking = router.Ask(options: options);
        if (meanwhile is not null)
            await router.Services.GetRequiredService<IRoutingControls>().ApplyAsync(meanwhile);
        router.Time.Advance(5 * Second);
        Answer("alone");
        (await asking.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, TestContext.Current.CancellationToken)).GetRoute()!.Attempts.Should().ContainSingle();
    }

    private void Answer(string text) => _slow.SetResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, text)) { FinishReason = ChatFinishReason.Stop });

    private Router On(Action<ContractBuilder>? contract = null)
    {
        var router = Router.On(
            (router, tiers) => tiers
                .AddTier("mini", tier => tier
                    .AddEndpoint("mini-a", endpoint => endpoint.UseClient(router.Mini).PricedAt(10, 20))
                    .AddEndpoint("mini-b", endpoint => endpoint.UseClient(router.Nano).PricedAt(10, 20)))
                .AddTier("full", tier => tier.UseClient(router.Full).PricedAt(100, 200)),
            work =>
            {
                work.ForIntent(TaskIntent.Answer).StartAt("mini").WithLatency(Second, 2 * Second).Hedge();
                contract?.Invoke(work);
            });
        router.Mini.Answers((_, _) => _slow.Task);
        return router;
    }

    /// <summary>A tool that breaks whoever asks it what it does.</summary>
    private sealed class UnreadableTool(AIFunction tool) : DelegatingAIFunction(tool)
    {
        public override IReadOnlyDictionary<string, object?> AdditionalProperties => throw new InvalidOperationException("Not now.");
    }
}

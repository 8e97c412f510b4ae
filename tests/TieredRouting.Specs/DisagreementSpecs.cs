using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting.Testing;

namespace TieredRouting.Specs;

/// <summary>Contracts that ask twice. The small tier has two endpoints, <c>nano-a</c> and <c>nano-b</c> (the scripts of nano and mini); above it is full.</summary>
public sealed class DisagreementSpecs
{
    [Fact]
    public async Task Two_endpoints_that_agree_are_believed_and_the_first_ones_answer_goes_out()
    {
        using var router = Asking();
        router.Nano.Answers("$18", 100, 10);
        router.Mini.Answers("18.00 dollars", 100, 10);

        var answer = await router.Ask();

        var route = answer.GetRoute()!;
        (answer.Text, route.Tier, route.Escalated).Should().Be(("$18", "nano", false));
        route.Attempts.Select(attempt => (attempt.Kind, attempt.Endpoint, attempt.Verdict.IsAccepted)).Should().Equal((CallKind.Answer, "nano-a", true), (CallKind.Pass, "nano-b", true));
        route.Cost.Should().Be(0.00012m + 0.0012m);
    }

    [Fact]
    public async Task Two_that_differ_escalate_and_say_where()
    {
        using var router = Asking(contract => contract.CheckDisagreement(agreeOn: "/answer"));
        router.Nano.Answers("""{"why":"a","answer":18}""");
        router.Mini.Answers("""{"why":"a","answer":20}""");
        router.Full.Answers("20");

        var route = (await router.Ask()).GetRoute()!;

        (route.Tier, route.Escalations, route.Attempts.Count).Should().Be(("full", 1, 3));
        route.Attempts.Take(2).Should().OnlyContain(attempt => attempt.Verdict.Triggers[0] == Trigger.Disagreement);
        route.Attempts[1].Verdict.Violations.Should().ContainSingle().Which.Should().Be(new AnswerViolation("/answer", "two passes differ"));
    }

    [Fact]
    public async Task The_highest_tier_is_asked_once()
    {
        using var router = Asking(contract => contract.StartAt("full"));
        router.Full.Answers("18");

        (await router.Ask()).GetRoute()!.Attempts.Should().ContainSingle();
    }

    [Fact]
    public async Task The_last_attempt_is_made_once()
    {
        using var router = Asking(contract => contract.AtMost(attempts: 1));
        router.Nano.Answers("18");

        (await router.Ask()).GetRoute()!.Attempts.Should().ContainSingle();
    }

    [Fact]
    public async Task All_passes_are_one_attempt()
    {
        using var router = Asking(contract => contract.CheckDisagreement(passes: 3).AtMost(attempts: 2));
        router.Nano.Answers("18").Answers("18");
        router.Mini.Answers("20");
        router.Full.Answers("20");

        (await router.Ask()).GetRoute()!.Outcome.Should().Be(Outcome.Released);
    }

    [Fact]
    public async Task With_three_passes_any_two_that_differ_are_a_disagreement()
    {
        using var router = Asking(contract => contract.CheckDisagreement(passes: 3));
        router.Nano.Answers("18").Answers("20");
        router.Mini.Answers("18");
        router.Full.Answers("20");

        var route = (await router.Ask()).GetRoute()!;

        route.Attempts.Select(attempt => attempt.Endpoint).Should().Equal("nano-a", "nano-b", "nano-a", "full");
        route.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.Disagreement);
    }

    [Fact]
    public async Task A_tier_of_one_endpoint_asks_it_again()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).CheckDisagreement());
        router.Nano.Answers("spam").Answers("Spam");

        var route = (await router.Ask()).GetRoute()!;

        route.Attempts.Select(attempt => attempt.Endpoint).Should().Equal("nano", "nano");
        route.Outcome.Should().Be(Outcome.Released);
    }

    [Fact]
    public async Task Another_endpoint_outside_the_residency_is_not_asked()
    {
        using var router = Router.On(
            (r, tiers) => tiers
                .AddTier("nano", tier => tier.AddEndpoint("nano-a", e => e.UseClient(r.Nano).InRegions("eu")).AddEndpoint("nano-b", e => e.UseClient(r.Mini).InRegions("us")))
                .AddTier("full", tier => tier.UseClient(r.Full).InRegions("eu")),
            contract => contract.ForIntent(TaskIntent.Classify).WithResidency("eu").CheckDisagreement());
        router.Nano.Answers("spam").Answers("spam");

        (await router.Ask()).GetRoute()!.Attempts.Should().OnlyContain(attempt => attempt.Endpoint == "nano-a");
    }

    [Fact]
    public async Task A_pass_that_is_not_acceptable_decides_by_its_own_trigger()
    {
        using var router = Asking(contract => contract.WithSchema("""{"type":"integer"}"""));
        router.Nano.Answers("18");
        router.Mini.Answers("eighteen");
        router.Full.Answers("18");

        var route = (await router.Ask()).GetRoute()!;

        route.Tier.Should().Be("full");
        route.Attempts.Take(2).Should().OnlyContain(attempt => attempt.Verdict.Triggers[0] == Trigger.SchemaFailure);
        route.Attempts.Select(attempt => attempt.Verdict.Violations.Count).Should().Equal(0, 1, 0);
    }

    [Fact]
    public async Task Each_pass_says_how_sure_it_is_and_the_least_sure_decides()
    {
        using var router = Asking(contract => contract.AskConfidence());
        router.Nano.Answers("""{"answer":"18","confidence":"high"}""");
        router.Mini.Answers("""{"answer":"18","confidence":"low"}""");
        router.Full.Answers("""{"answer":"18","confidence":"high"}""");

        var route = (await router.Ask()).GetRoute()!;

        route.Attempts.Select(attempt => attempt.Confidence).Should().Equal(ConfidenceLevel.High, ConfidenceLevel.Low, ConfidenceLevel.High);
        route.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.LowConfidence);
    }

    [Fact]
    public async Task What_envelopes_hold_is_compared_and_reasons_are_not()
    {
        using var router = Asking(contract => contract.AskConfidence());
        router.Nano.Answers("""{"answer":"18","confidence":"high","reason":"a"}""");
        router.Mini.Answers("""{"answer":"18","confidence":"medium","reason":"b"}""");

        (await router.Ask()).Text.Should().Be("18");
    }

    [Fact]
    public async Task A_gate_judges_every_pass()
    {
        var gate = new TestGate("polite", text => text == "18" ? GateVerdict.Passed : GateVerdict.Failed);
        using var router = Asking(contract => contract.WithGates("polite"), routing => routing.AddGate(gate));
        router.Nano.Answers("18");
        router.Mini.Answers("18.0");
        router.Full.Answers("18");

        (await router.Ask()).GetRoute()!.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.GateFailure);

        gate.Seen.Should().Equal("18", "18.0", "18");
    }

    [Fact]
    public async Task Passes_run_side_by_side_and_the_faster_one_does_not_go_out()
    {
        using var router = Asking();
        router.Nano.Answers(Slow(router, 10, "$18"));
        router.Mini.Answers(Slow(router, 1, "18"));

        var asking = router.Ask();
        router.Nano.Calls.Count.Should().Be(1);
        router.Mini.Calls.Count.Should().Be(1);
        router.Time.Advance(TimeSpan.FromSeconds(1));
        asking.IsCompleted.Should().BeFalse();
        router.Time.Advance(TimeSpan.FromSeconds(9));

        (await asking).Text.Should().Be("$18");
    }

    [Fact]
    public async Task A_pass_that_fails_first_cancels_the_others_and_they_are_paid_for()
    {
        using var router = Asking();
        var cancelled = new TaskCompletionSource();
        router.Nano.Answers(async (_, token) =>
        {
            using var registered = token.Register(cancelled.SetResult);
            await Task.Delay(Timeout.Infinite, token);
            return null!;
        });
        router.Mini.Throws(Scenery.Overloaded());
        router.Nano.Answers("18").Answers("18");

        var route = (await router.Ask()).GetRoute()!;

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        route.Attempts.Take(2).Select(attempt => (attempt.Kind, attempt.Endpoint, attempt.Error)).Should().Equal((CallKind.Answer, "nano-a", "cancelled"), (CallKind.Pass, "nano-b", "overloaded"));
        route.Attempts[0].Should().BeEquivalentTo(new { Estimated = true, Verdict = AttemptVerdict.Rejected(Trigger.ProviderError) });
        route.Attempts[0].Cost.Should().BePositive();
        route.Attempts.Skip(2).Select(attempt => attempt.Endpoint).Should().Equal(["nano-a", "nano-a"], "the one that failed is left alone");
    }

    [Fact]
    public async Task A_client_that_ignores_its_cancellation_is_not_waited_for()
    {
        using var router = Asking();
        router.Nano.Answers((_, _) => new TaskCompletionSource<ChatResponse>().Task);
        router.Mini.Answers(Scenery.Finished("", ChatFinishReason.ContentFilter));
        router.Full.Answers("18");

        (await router.Ask()).GetRoute()!.Attempts[0].Error.Should().Be("cancelled");
    }

    [Fact]
    public async Task The_deadline_reaches_all_passes()
    {
        using var router = Asking(contract => contract.AtMost(deadline: TimeSpan.FromSeconds(5)));
        router.Nano.Answers(Slow(router, 10, "18"));
        router.Mini.Answers(Slow(router, 20, "18"));

        var asking = router.Fails<TiersExhaustedException>();
        router.Time.Advance(TimeSpan.FromSeconds(6));

        (await asking).Attempts.Should().HaveCount(2).And.OnlyContain(attempt => attempt.Error == "timeout" && attempt.Verdict.Triggers[0] == Trigger.Timeout);
    }

    [Fact]
    public async Task The_callers_cancellation_reaches_all_passes()
    {
        using var router = Asking();
        using var caller = new CancellationTokenSource();
        router.Nano.Answers(Slow(router, 10, "18"));
        router.Mini.Answers(Slow(router, 20, "18"));

        var asking = router.Ask(cancellationToken: caller.Token);
        await caller.CancelAsync();

        await FluentActions.Awaiting(() => asking).Should().ThrowAsync<OperationCanceledException>();
        router.Record.Route.Outcome.Should().Be(Outcome.Cancelled);
        router.Record.Route.Attempts.Should().HaveCount(2).And.OnlyContain(attempt => attempt.Error == "cancelled");
    }

    [Fact]
    public async Task Money_that_pays_for_one_pass_only_makes_none()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).CheckDisagreement().WithMaxOutput(1_000).AtMost(cost: 0.0008m));
        router.Nano.AlwaysAnswers("18");

        (await router.Fails<RouteFailedClosedException>()).GetRoute()!.Why.Should().Contain("budget");

        router.Calls.Should().Be(0);
    }

    [Fact]
    public async Task Passes_share_what_the_money_buys()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).CheckDisagreement().AtMost(cost: 0.01m));
        router.Nano.AlwaysAnswers("18");

        await router.Ask();

        router.Nano.Calls.Should().HaveCount(2).And.OnlyContain(call => call.Options!.MaxOutputTokens < 2_501);
    }

    [Fact]
    public async Task The_money_of_all_passes_is_set_aside_before_the_first_is_made()
    {
        var limit = new ConfigurationBuilder().AddInMemoryCollection([new("TieredRouting:version", "1"), new("TieredRouting:controls:contracts:work:maxCostPerHour", "0.005")]).Build();
        using var router = Router.With(
            contract => contract.ForIntent(TaskIntent.Classify).CheckDisagreement().WithMaxOutput(1_000),
            routing => routing.BindConfiguration("TieredRouting"),
            services => services.AddSingleton<IConfiguration>(limit));
        Task<ChatResponse>? other = null;
        router.Nano.Answers((_, _) =>
        {
            other = router.Ask(cancellationToken: CancellationToken.None);
            return Task.FromResult(Scenery.Finished("18", ChatFinishReason.Stop));
        }).Answers("18");

        var answer = await router.Ask();

        (answer.Text, answer.GetRoute()!.Attempts.Count).Should().Be(("18", 2));
        (await FluentActions.Awaiting(() => other!).Should().ThrowAsync<RouteFailedClosedException>()).Which.GetRoute()!.Should().BeEquivalentTo(new { Why = "budget: the money left does not pay for it: the budget 'controls.maxCostPerHour' of 'work' is spent or set aside", Attempts = Array.Empty<Attempt>() });
    }

    [Fact]
    public async Task A_first_pass_that_asks_for_tools_is_the_step()
    {
        using var router = Asking();
        router.Nano.Answers(Scenery.Call("look_up"));

        var route = (await router.Ask(options: Scenery.Tools(Scenery.ReadTool()))).GetRoute()!;

        route.IsStep.Should().BeTrue();
        router.Mini.Calls.Should().BeEmpty("the step was there before the other pass began");
    }

    [Fact]
    public async Task A_step_cancels_the_passes_under_way_and_the_loop_stays_with_its_endpoint()
    {
        using var router = Asking();
        router.Nano.Answers(async (_, token) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), router.Time, token);
            return Scenery.Call("look_up");
        }).Answers("18").Answers("18");
        router.Mini.Answers(Slow(router, 60, "18"));

        var asking = router.Ask(options: Scenery.Tools(Scenery.ReadTool()));
        router.Time.Advance(TimeSpan.FromSeconds(1));
        var step = await asking;
        var answer = await router.Ask([new ChatMessage(ChatRole.User, "hello"), .. step.Messages, new ChatMessage(ChatRole.Tool, [new FunctionResultContent("call-1", "done")])]);

        step.GetRoute()!.Attempts.Select(attempt => attempt.Error).Should().Equal(null, "cancelled");
        answer.GetRoute()!.Attempts.Select(attempt => (attempt.Kind, attempt.Endpoint)).Should().Equal((CallKind.Answer, "nano-a"), (CallKind.Pass, "nano-a"));
    }

    [Fact]
    public async Task An_answer_beside_a_step_is_a_disagreement()
    {
        using var router = Asking();
        router.Nano.Answers("18");
        router.Mini.Answers(Scenery.Call("look_up"));
        router.Full.Answers("18");

        (await router.Ask(options: Scenery.Tools(Scenery.ReadTool()))).GetRoute()!.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.Disagreement);
    }

    [Fact]
    public async Task A_conversation_that_a_provider_holds_is_asked_once()
    {
        using var router = Asking();
        router.Nano.Answers(Held("18")).Answers(Held("18"));
        router.Mini.Answers("18");
        var first = await router.Ask();

        var second = await router.Ask(options: new ChatOptions { ConversationId = first.ConversationId });

        second.GetRoute()!.Attempts.Should().ContainSingle();
    }

    [Fact]
    public async Task A_stream_holds_back_until_the_passes_agree()
    {
        using var router = Asking();
        router.Nano.Answers("It is 18");
        router.Mini.Answers("it is 18");

        var updates = await router.Stream().ToList();

        string.Concat(updates.Select(update => update.Text)).Should().Be("It is 18");
        updates[^1].GetRoute()!.Attempts.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_retry_of_the_tier_asks_all_passes_again()
    {
        using var router = Asking(contract => contract.On(Trigger.Disagreement, then => then.RetrySameTier(1).HumanReview()));
        router.Nano.Answers("18").Answers("20");
        router.Mini.Answers("20").Answers("20");

        (await router.Ask()).Text.Should().Be("20");
    }

    internal static Router Asking(Action<ContractBuilder>? contract = null, Action<TieredRoutingBuilder>? routing = null) => Router.On(
        (r, tiers) =>
        {
            tiers
                .AddTier("nano", tier => tier.AddEndpoint("nano-a", e => e.UseClient(r.Nano).PricedAt(1, 2)).AddEndpoint("nano-b", e => e.UseClient(r.Mini).PricedAt(10, 20)))
                .AddTier("full", tier => tier.UseClient(r.Full).PricedAt(100, 200));
            routing?.Invoke(tiers);
        },
        work =>
        {
            work.ForIntent(TaskIntent.Classify).CheckDisagreement();
            contract?.Invoke(work);
        });

    internal static Func<ScriptedCall, CancellationToken, Task<ChatResponse>> Slow(Router router, int seconds, string text) => async (_, token) =>
    {
        await Task.Delay(TimeSpan.FromSeconds(seconds), router.Time, token);
        return Scenery.Finished(text, ChatFinishReason.Stop);
    };

    private static ChatResponse Held(string text)
    {
        var response = Scenery.Finished(text, ChatFinishReason.Stop);
        response.ConversationId = "held-1";
        return response;
    }
}

using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TieredRouting.Specs;

public sealed class ControlSpecs
{
    [Fact]
    public async Task Force_mini_holds_for_the_next_request_and_says_so_in_the_decision()
    {
        using var router = Working();
        router.Mini.Answers("hi", 10, 5);

        await Controls(router).ApplyAsync(new RoutingControl("force-mini", "nano is unwell") { MinimumTier = "mini" });
        var route = (await router.Ask()).GetRoute()!;

        (route.Tier, route.Decision.Floor).Should().Be(("mini", "nano"));
        route.Decision.Reasons.Should().Contain(reason => reason.Rule == "control" && reason.Requires == "tiers mini full" && reason.Because.Contains("force-mini") && reason.Because.Contains("nano is unwell"));
        route.Decision.Reasons.Should().Contain(reason => reason.Rule == "start" && reason.Because == "a control says so");
    }

    [Fact]
    public async Task An_exact_tier_is_the_only_one_used()
    {
        using var router = Working(contract => contract.StartAt("full").On(Trigger.ProviderError, then => then.Escalate()));
        router.Mini.Throws(Scenery.Overloaded());

        await Controls(router).ApplyAsync(new RoutingControl("only-mini", "a test") { ExactTier = "mini" });
        await router.Fails<TiersExhaustedException>();

        (router.Nano.Calls.Count, router.Mini.Calls.Count, router.Full.Calls.Count).Should().Be((0, 1, 0));
    }

    [Fact]
    public async Task An_exact_tier_below_the_floor_fails_closed_by_name()
    {
        using var router = Working(contract => contract.WithTiers(min: "mini"));

        await Controls(router).ApplyAsync(new RoutingControl("only-nano", "save money") { ExactTier = "nano" });
        var error = await router.Fails<RouteFailedClosedException>();

        error.Message.Should().Contain("'mini' or higher").And.Contain("only-nano").And.Contain("save money");
        router.Calls.Should().Be(0);
    }

    [Fact]
    public async Task A_disabled_endpoint_gives_way_to_another_of_its_tier()
    {
        using var router = Router.On(
            (it, tiers) => tiers.AddTier("nano", tier => tier.AddEndpoint("a", e => e.UseClient(it.Nano).PricedAt(1, 2)).AddEndpoint("b", e => e.UseClient(it.Mini).PricedAt(1, 2))),
            contract => contract.ForIntent(TaskIntent.Classify));
        router.Mini.Answers("hi", 10, 5);

        await Controls(router).ApplyAsync(new RoutingControl("no-a", "leaking") { DisabledEndpoints = ["a"] });

        (await router.Ask()).GetRoute()!.Attempts[0].Endpoint.Should().Be("b");
    }

    [Fact]
    public async Task A_control_that_comes_while_a_request_runs_is_for_its_next_attempt()
    {
        using var router = Working(contract => contract.On(Trigger.ProviderError, then => then.RetrySameTier(1).Escalate()));
        router.Nano.Answers(async (_, token) =>
        {
            await Controls(router).ApplyAsync(new RoutingControl("no-nano", "it is down") { DisabledTiers = ["nano"] }, token);
            throw Scenery.Overloaded();
        });
        router.Mini.Answers("hi", 10, 5);

        var route = (await router.Ask()).GetRoute()!;

        route.Attempts.Select(attempt => attempt.Tier).Should().Equal("nano", "mini");
        router.Nano.Calls.Should().HaveCount(1, "the retry on nano was not made");
    }

    [Fact]
    public async Task A_request_that_runs_never_moves_down_for_a_control()
    {
        using var router = Working(contract => contract.StartAt("mini").On(Trigger.ProviderError, then => then.RetrySameTier(1)));
        router.Mini.Answers(async (_, token) =>
        {
            await Controls(router).ApplyAsync(new RoutingControl("only-nano", "save money") { ExactTier = "nano" }, token);
            throw Scenery.Overloaded();
        });

        var error = await router.Fails<RouteFailedClosedException>();

        error.Rule.Should().Be("controls");
        error.Message.Should().Contain("only-nano").And.Contain("from 'mini' up");
        (router.Calls, router.Record.Route.Attempts.Count).Should().Be((1, 1));
    }

    [Fact]
    public async Task Stop_refuses_new_requests_and_the_next_attempts_of_running_ones()
    {
        using var router = Working();
        var stop = new RoutingControl("stop", "a bad prompt went out");
        router.Nano.Answers(async (_, token) =>
        {
            await Controls(router).ApplyAsync(stop with { Stop = true }, token);
            throw Scenery.Overloaded();
        });

        (await router.Fails<RouteFailedClosedException>()).Rule.Should().Be("controls");
        (await router.Fails<RouteFailedClosedException>()).Message.Should().Contain("a bad prompt went out");
        router.Calls.Should().Be(1);
        router.Audit.Records.Should().HaveCount(2).And.OnlyContain(record => record.Route.Outcome == Outcome.FailedClosed);

        await Controls(router).LiftAsync("stop", "it is mended");
        router.Nano.Answers("hi", 10, 5);
        (await router.Ask()).Text.Should().Be("hi");
    }

    [Fact]
    public async Task Stop_puts_no_new_request_before_a_person()
    {
        using var router = Working(contract => contract.WithRisk(business: RiskLevel.High).On(Trigger.HighRisk, then => then.HumanReview()));
        await Controls(router).ApplyAsync(new RoutingControl("stop", "a bad prompt went out") { Stop = true });

        var error = await router.Fails<RouteFailedClosedException>();

        (error.Rule, router.Record.Route.Outcome).Should().Be(("controls", Outcome.FailedClosed));
        (await Approvals(router).ListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Stop_puts_no_running_request_before_a_person_once_its_attempts_have_failed()
    {
        using var router = Working(contract => contract.On(Trigger.ProviderError, then => then.HumanReview()));
        router.Nano.Answers(async (_, token) =>
        {
            await Controls(router).ApplyAsync(new RoutingControl("stop", "a bad prompt went out") { Stop = true }, token);
            throw Scenery.Overloaded();
        });

        var error = await router.Fails<RouteFailedClosedException>();

        (error.Rule, router.Record.Route.Attempts.Count).Should().Be(("controls", 1));
        (await Approvals(router).ListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_draft_that_was_made_before_the_stop_still_waits_for_a_person_and_is_the_persons_to_release()
    {
        using var router = Working(contract => contract.WithApproval(ApprovalMode.Always), routing => routing.HashIdsWith(new AuditKey("a key of at least sixteen bytes")));
        router.Nano.Answers(async (_, token) =>
        {
            await Controls(router).ApplyAsync(new RoutingControl("stop", "a bad prompt went out") { Stop = true }, token);
            return Scenery.Finished("draft", ChatFinishReason.Stop);
        });

        var held = (await router.Ask()).GetApproval()!;
        await Approvals(router).ApproveAsync(held.Id, "ann");

        (await Approvals(router).ReleaseAsync(held.Id)).Kind.Should().Be(ApprovalReleaseKind.Released);
    }

    [Fact]
    public async Task A_contract_is_stopped_alone()
    {
        using var router = Working(routing: tiers => tiers.AddContract("other", contract => contract.ForIntent(TaskIntent.Classify)));
        router.Nano.AlwaysAnswers("hi");

        await Controls(router).ApplyAsync(new RoutingControl("stop-work", "wrong") { Contract = "work", Stop = true });

        await router.Fails<RouteFailedClosedException>();
        (await router.Chat.GetResponseAsync("hello", new ChatOptions().WithContract("other"))).Text.Should().Be("hi");
    }

    [Fact]
    public async Task A_cap_of_cost_that_comes_while_a_request_runs_is_for_its_next_attempt()
    {
        using var router = Working(contract => contract.WithMaxOutput(1_000));
        router.Nano.Answers(async (_, token) =>
        {
            await Controls(router).ApplyAsync(new RoutingControl("cap", "the month is nearly over") { Contract = "work", MaxCostPerHour = 0.001m }, token);
            throw Scenery.Overloaded();
        });

        var error = await router.Fails<RouteFailedClosedException>();

        error.Rule.Should().Be("budget");
        error.Message.Should().Contain("controls.maxCostPerHour");
        router.Calls.Should().Be(1);
    }

    [Fact]
    public async Task Every_change_is_on_record_with_its_name_reason_and_end()
    {
        using var router = Working();
        var until = router.Time.GetUtcNow().AddHours(1);

        (await Controls(router).ApplyAsync(new RoutingControl("force-mini", "nano is unwell") { By = "ann", MinimumTier = "mini", Until = until })).Should().BeTrue();
        await Controls(router).ApplyAsync(new RoutingControl("force-mini", "still unwell") { MinimumTier = "mini", Until = until });
        await Controls(router).ApplyAsync(new RoutingControl("stop", "maintenance") { Contract = "work", Stop = true });
        await Controls(router).LiftAsync("stop", "done");
        router.Time.Advance(TimeSpan.FromHours(1));

        router.Audit.Events.Should().OnlyContain(item => item.Event == AuditEvent.ControlChanged);
        router.Audit.Events.Select(item => string.Join(' ', item.Details.Where(detail => detail.Key is "control" or "change" or "reason" or "by").Select(detail => detail.Value))).Should().Equal(
            "force-mini applied ann nano is unwell", "force-mini replaced still unwell", "stop applied maintenance", "stop lifted done", "force-mini expired still unwell");
        router.Audit.Events[0].Details.Should().Contain(detail => detail.Key == "until").And.Contain(detail => detail.Key == "minimumTier" && detail.Value == "mini");
        router.Audit.Events[2].Contract.Should().Be("work");
        Controls(router).InForce.Should().BeEmpty();
    }

    [Fact]
    public async Task A_control_that_cannot_be_recorded_holds_all_the_same_and_says_so()
    {
        using var router = Working();
        router.Audit.Failure = new IOException("full");

        (await Controls(router).ApplyAsync(new RoutingControl("stop", "now") { Stop = true })).Should().BeFalse();

        router.Audit.Failure = null;
        await router.Fails<RouteFailedClosedException>();
    }

    [Fact]
    public async Task Nonsense_is_refused_at_the_call()
    {
        using var router = Working();
        var controls = Controls(router);
        RoutingControl[] wrong =
        [
            new("", "because") { Stop = true },
            new("a", " ") { Stop = true },
            new("a", "because"),
            new("a", "because") { MinimumTier = "huge" },
            new("a", "because") { DisabledTiers = ["huge"] },
            new("a", "because") { DisabledEndpoints = ["huge-a"] },
            new("a", "because") { Contract = "nobody", Stop = true },
            new("a", "because") { MaxCostPerHour = -1m },
            new("a", "because") { Stop = true, Until = router.Time.GetUtcNow() },
        ];

        foreach (var control in wrong)
            await FluentActions.Awaiting(() => controls.ApplyAsync(control).AsTask()).Should().ThrowAsync<ArgumentException>();
        controls.InForce.Should().BeEmpty();
    }

    [Fact]
    public async Task A_control_takes_away_no_gate_approval_or_residency()
    {
        var gate = new TestGate("no-promise", _ => GateVerdict.Failed);
        using var router = Working(contract => contract.WithGates("no-promise"), routing => routing.AddGate(gate));
        router.Mini.Answers("hi", 10, 5);

        await Controls(router).ApplyAsync(new RoutingControl("only-mini", "a test") { ExactTier = "mini" });
        var error = await router.Fails<TieredRoutingException>();

        gate.Seen.Should().HaveCount(1);
        error.Route.Attempts.Should().ContainSingle().Which.Verdict.Triggers.Should().Contain(Trigger.GateFailure);
    }

    [Fact]
    public async Task Switches_of_the_configuration_hold_and_end_as_those_of_code()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("TieredRouting:version", "1"),
            new("TieredRouting:controls:switches:incident-42:reason", "nano is unwell"),
            new("TieredRouting:controls:switches:incident-42:minimumTier", "mini"),
            new("TieredRouting:controls:switches:incident-42:until", "2000-01-01T01:00:00Z"),
        ]).Build();
        using var router = Working(routing: tiers => tiers.BindConfiguration("TieredRouting"), services: services => services.AddSingleton<IConfiguration>(configuration));
        router.Mini.Answers("mini", 10, 5);
        router.Nano.Answers("nano", 10, 5);

        (await router.Ask()).Text.Should().Be("mini");
        router.Time.Advance(TimeSpan.FromHours(1));
        (await router.Ask()).Text.Should().Be("nano");

        var expired = router.Audit.Events.Should().ContainSingle("what the configuration says at the start is no change").Subject;
        expired.Details.Select(detail => detail.Value).Should().Equal("incident-42", "expired", "configuration", "nano is unwell", "2000-01-01T01:00:00.0000000+00:00", "mini");
    }

    [Fact]
    public async Task A_change_of_the_configuration_holds_for_the_next_attempt_of_a_request_that_runs()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("TieredRouting:version", "1")]).Build();
        using var router = Working(
            contract => contract.On(Trigger.ProviderError, then => then.RetrySameTier(1).Escalate()),
            tiers => tiers.BindConfiguration("TieredRouting"),
            services => services.AddSingleton<IConfiguration>(configuration));
        router.Nano.Answers((_, _) =>
        {
            configuration["TieredRouting:controls:contracts:work:minimumTier"] = "full";
            configuration.Reload();
            throw Scenery.Overloaded();
        });
        router.Full.Answers("full", 10, 5);

        (await router.Ask()).Text.Should().Be("full");

        router.Audit.Events.Should().ContainSingle().Which.Details.Select(detail => detail.Value).Should().Equal("configuration: work", "applied", "configuration", "the configuration says so", "full");
    }

    [Fact]
    public async Task A_tool_loop_goes_on_above_a_tier_that_was_taken_away()
    {
        using var router = Working(contract => contract.WithRoutineTools("look_up"));
        var tools = Scenery.Tools(Scenery.ReadTool());
        router.Nano.Answers(Scenery.Call("look_up"));
        router.Mini.Answers("done", 10, 5);
        var first = await router.Ask(options: tools);

        await Controls(router).ApplyAsync(new RoutingControl("no-nano", "it is down") { DisabledTiers = ["nano"] });
        var second = await router.Ask([new ChatMessage(ChatRole.User, "hello"), .. first.Messages, new ChatMessage(ChatRole.Tool, [new FunctionResultContent("call-1", "found")])], tools);

        second.GetRoute()!.Id.Should().Be(first.GetRoute()!.Id);
        second.GetRoute()!.Tier.Should().Be("mini");
    }

    [Fact]
    public async Task A_cap_that_comes_between_the_steps_of_a_tool_loop_limits_its_next_step_and_one_that_went_does_not()
    {
        using var router = Working(contract => contract.WithMaxOutput(1_000));
        var tools = Scenery.Tools(Scenery.ReadTool());
        router.Nano.Answers(Scenery.Call("look_up")).Answers("done", 10, 5);
        var first = await router.Ask(options: tools);
        ChatMessage[] messages = [new ChatMessage(ChatRole.User, "hello"), .. first.Messages, new ChatMessage(ChatRole.Tool, [new FunctionResultContent("call-1", "found")])];

        await Controls(router).ApplyAsync(new RoutingControl("cap", "a test") { MaxCostPerHour = 0m });
        (await FluentActions.Awaiting(() => router.Ask(messages, tools)).Should().ThrowAsync<RouteFailedClosedException>()).Which.Rule.Should().Be("budget");
        await Controls(router).LiftAsync("cap", "over");

        (await router.Ask(messages, tools)).Text.Should().Be("done");
    }

    private static IApprovals Approvals(Router router) => router.Services.GetRequiredService<IApprovals>();

    private static IRoutingControls Controls(Router router) => router.Services.GetRequiredService<IRoutingControls>();

    private static Router Working(Action<ContractBuilder>? contract = null, Action<TieredRoutingBuilder>? routing = null, Action<IServiceCollection>? services = null) => Router.With(
        work =>
        {
            work.ForIntent(TaskIntent.Classify);
            contract?.Invoke(work);
        },
        routing,
        services);
}

using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting.Testing;

namespace TieredRouting.Specs;

public sealed class DecisionSpecs
{
    private static readonly string Long = new('x', 4 * 1_000);

    [Fact]
    public async Task A_policy_unit_test_of_five_lines_works_without_any_model()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Draft).WithRisk(business: RiskLevel.High));
        var decision = await router.Plan("Offer Acme a discount of 40%.");
        decision.Tier.Should().Be("mini");
        decision.Approval.Should().BeTrue();
        router.Calls.Should().Be(0);
    }

    [Theory]
    [InlineData(TaskIntent.Classify, "nano")]
    [InlineData(TaskIntent.Extract, "nano")]
    [InlineData(TaskIntent.Transform, "nano")]
    [InlineData(TaskIntent.Rewrite, "nano")]
    [InlineData(TaskIntent.Summarize, "mini")]
    [InlineData(TaskIntent.Answer, "mini")]
    [InlineData(TaskIntent.Draft, "mini")]
    [InlineData(TaskIntent.Analyze, "mini")]
    [InlineData(TaskIntent.Plan, "full")]
    [InlineData(TaskIntent.GenerateCode, "full")]
    [InlineData(TaskIntent.ReviewPolicy, "full")]
    [InlineData(TaskIntent.UseTools, "full")]
    public async Task The_intent_sets_the_default_start(TaskIntent intent, string tier)
    {
        using var router = Router.With(contract => contract.ForIntent(intent));

        (await router.Plan()).Tier.Should().Be(tier);
    }

    [Fact]
    public void Every_intent_has_a_default_start() => Enum.GetValues<TaskIntent>().Should().HaveCount(12);

    [Theory]
    [InlineData(512, "nano")]
    [InlineData(513, "mini")]
    public async Task A_summary_starts_small_when_its_length_is_bounded(int tokens, string tier)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Summarize).WithMaxOutput(tokens));

        (await router.Plan()).Tier.Should().Be(tier);
    }

    [Fact]
    public async Task The_start_can_be_stated()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Plan).StartAt("nano"));

        (await router.Plan()).Tier.Should().Be("nano");
    }

    [Fact]
    public async Task Medium_risk_makes_judgement_work_and_changes_no_floor()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithRisk(legal: RiskLevel.Medium));

        var decision = await router.Plan();

        (decision.Class, decision.Tier, decision.Floor, decision.Approval).Should().Be((WorkClass.T1, "nano", "nano", false));
    }

    [Fact]
    public async Task High_risk_makes_risk_work_with_the_middle_tier_as_floor_and_approval()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithRisk(safety: RiskLevel.High));

        var decision = await router.Plan();

        (decision.Class, decision.Tier, decision.Floor, decision.Approval).Should().Be((WorkClass.T2, "mini", "mini", true));
        decision.Reasons.Select(reason => reason.Rule).Should().Equal("class-T2", "risk", "start");
    }

    [Fact]
    public async Task A_stated_start_below_the_floor_does_not_count()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).StartAt("nano").WithRisk(business: RiskLevel.High));

        (await router.Plan()).Tier.Should().Be("mini");
    }

    [Fact]
    public async Task A_tool_that_only_reads_asks_for_nothing()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));

        var decision = await router.Plan(options: Scenery.Tools(Scenery.ReadTool()));

        (decision.Class, decision.Approval, decision.Tools["look_up"]).Should().Be((WorkClass.T0, false, ToolRisk.Read));
    }

    [Fact]
    public async Task A_tool_that_destroys_makes_risk_work()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));

        var decision = await router.Plan(options: Scenery.Tools(Scenery.DestructiveTool()));

        (decision.Class, decision.Floor, decision.Approval, decision.Tools["drop_table"]).Should().Be((WorkClass.T2, "mini", true, ToolRisk.Destructive));
    }

    [Fact]
    public async Task A_tool_that_says_nothing_of_itself_counts_as_writing()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));

        var decision = await router.Plan(options: Scenery.Tools(Scenery.WriteTool(), Scenery.ReadTool()));

        (decision.Class, decision.Tools["send_mail"]).Should().Be((WorkClass.T2, ToolRisk.Write));
    }

    [Fact]
    public async Task A_write_that_the_contract_calls_routine_makes_judgement_work()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithRoutineTools("send_mail"));

        var decision = await router.Plan(options: Scenery.Tools(Scenery.WriteTool()));

        (decision.Class, decision.Approval).Should().Be((WorkClass.T1, false));
    }

    [Fact]
    public async Task Destruction_is_never_routine()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithRoutineTools("drop_table"));

        (await router.Plan(options: Scenery.Tools(Scenery.DestructiveTool()))).Class.Should().Be(WorkClass.T2);
    }

    [Theory]
    [InlineData(100, 100, 1000, WorkClass.T0)]
    [InlineData(101, 0, 0, WorkClass.T2)]
    [InlineData(0, 101, 0, WorkClass.T2)]
    [InlineData(0, 0, 1000.01, WorkClass.T2)]
    public async Task A_blast_radius_beyond_the_limits_makes_risk_work(long recipients, long records, double amount, WorkClass expected)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));

        var decision = await router.Plan(options: new ChatOptions().WithRouting(facts => facts.Recipients(recipients).Records(records).Amount((decimal)amount)));

        decision.Class.Should().Be(expected);
    }

    [Fact]
    public async Task The_contract_sets_its_own_limits_for_the_blast_radius()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithBlastRadius(recipients: 5));

        (await router.Plan(options: new ChatOptions().WithRouting(facts => facts.Recipients(6)))).Class.Should().Be(WorkClass.T2);
    }

    [Fact]
    public async Task A_request_too_long_for_a_small_window_needs_a_larger_one()
    {
        using var router = Windows(contract => contract.ForIntent(TaskIntent.Classify));

        var decision = await router.Plan(new string('x', 4 * 1000));

        (decision.Tier, decision.Floor).Should().Be(("wide", "wide"));
        decision.Reasons.Should().Contain(reason => reason.Rule == "context-window" && reason.Signal == "length");
    }

    [Fact]
    public async Task A_request_too_long_for_every_window_fails_closed()
    {
        using var router = Windows(contract => contract.ForIntent(TaskIntent.Classify));

        var error = await router.Awaiting(it => it.Ask(new string('x', 4 * 10_000))).Should().ThrowAsync<RouteFailedClosedException>();

        error.Which.Rule.Should().Be("unroutable");
    }

    [Fact]
    public async Task The_lowest_tier_of_the_contract_is_a_floor()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithTiers(min: "mini"));

        var decision = await router.Plan();

        (decision.Tier, decision.Floor).Should().Be(("mini", "mini"));
        decision.Reasons.Should().Contain(reason => reason.Rule == "min-tier");
    }

    [Fact]
    public async Task No_attempt_goes_above_the_highest_tier_of_the_contract()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithTiers(max: "mini").AtMost(attempts: 9));
        router.Nano.AlwaysAnswers("");
        router.Mini.AlwaysAnswers("");

        await router.Fails<TiersExhaustedException>();

        router.Full.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task A_floor_above_every_allowed_tier_fails_closed_before_any_call()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithTiers(max: "nano").WithRisk(business: RiskLevel.High));

        var error = await router.Fails<RouteFailedClosedException>();

        error.Message.Should().Contain("'work'").And.Contain("unroutable").And.Contain("mini");
        (error.Rule, error.GetRoute()!.Outcome, router.Calls).Should().Be(("unroutable", Outcome.FailedClosed, 0));
    }

    [Fact]
    public async Task An_unroutable_request_can_go_to_a_person()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithTiers(max: "nano").WithRisk(business: RiskLevel.High).WhenUnroutable(UnroutableAction.HumanReview));

        var answer = await router.Ask();

        (answer.GetApproval()!.Kind, answer.GetRoute()!.Outcome, router.Calls).Should().Be((ApprovalKind.Review, Outcome.HumanReview, 0));
    }

    [Fact]
    public async Task Residency_leaves_only_endpoints_whose_regions_are_all_allowed()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithResidency("eu", "ch").WithTiers(min: "unknown"), routing => routing
            .AddTier("unknown", tier => tier.UseClient(new ScriptedChatClient()))
            .AddTier("partly", tier => tier.UseClient(new ScriptedChatClient()).InRegions("eu", "us"))
            .AddTier("wholly", tier => tier.UseClient(new ScriptedChatClient()).InRegions("EU")));

        (await router.Plan()).Tier.Should().Be("wholly");
    }

    [Fact]
    public async Task A_rule_can_ask_for_the_sensitive_lane()
    {
        using var router = Router.With(
            contract => contract.ForIntent(TaskIntent.Classify).WithTiers(min: "open").AddRule("payroll", _ => new Requirement("it is about payroll") { Lane = Lane.Sensitive }),
            routing => routing
                .AddTier("open", tier => tier.UseClient(new ScriptedChatClient()).PricedAt(1, 1))
                .AddTier("closed", tier => tier.UseClient(new ScriptedChatClient()).PricedAt(1, 1).AllowSensitive()));

        var decision = await router.Plan();

        (decision.Lane, decision.Tier).Should().Be((Lane.Sensitive, "closed"));
    }

    [Fact]
    public async Task Where_no_endpoint_speaks_of_sensitivity_the_sensitive_lane_limits_tools_alone()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), routing => routing.AddRule("payroll", _ => new Requirement("payroll") { Lane = Lane.Sensitive }));

        (await router.Plan()).Tier.Should().Be("nano");
    }

    [Fact]
    public async Task Requirements_are_joined_and_reasons_sorted_by_rule_whatever_the_order()
    {
        Requirement Floor(string tier) => new("so") { MinimumTier = tier, Class = WorkClass.T1 };
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify)
            .AddRule("z", _ => Floor("mini"))
            .AddRule("a", _ => Floor("full"))
            .AddRule("m", _ => Floor("nano")));

        var decision = await router.Plan();

        decision.Floor.Should().Be("full");
        decision.Reasons.Select(reason => reason.Rule).Should().Equal("a", "m", "start", "z");
    }

    [Fact]
    public async Task A_rule_can_ask_for_a_person()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AddRule("gold", context =>
            context.Signals["userTier"]?.Text() == "gold" ? new Requirement("gold customers get a person") { Approval = true } : null));

        (await router.Plan(options: new ChatOptions().WithRouting(facts => facts.UserTier("gold")))).Approval.Should().BeTrue();
        (await router.Plan(options: new ChatOptions().WithRouting(facts => facts.UserTier("tin")))).Approval.Should().BeFalse();
    }

    [Fact]
    public async Task A_rule_that_throws_fails_the_request_closed()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AddRule("broken", _ => throw new InvalidCastException("secret")));

        var error = await router.Fails<RouteFailedClosedException>();

        error.Message.Should().Contain("'broken'").And.Contain("InvalidCastException").And.NotContain("secret");
        router.Record.Route.Outcome.Should().Be(Outcome.FailedClosed);
    }

    [Theory]
    [InlineData("huge", null)]
    [InlineData(null, "unheard-of")]
    public async Task A_rule_that_asks_for_what_nobody_declared_fails_the_request_closed(string? tier, string? gate)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify)
            .AddRule("broken", _ => new Requirement("so") { MinimumTier = tier, Gates = gate is null ? [] : [gate] }));

        (await router.Fails<RouteFailedClosedException>()).Reason.Should().Contain(tier ?? gate);
        router.Calls.Should().Be(0);
    }

    [Fact]
    public async Task Where_the_contract_says_so_risk_work_goes_to_a_person_before_any_attempt()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Draft).WithRisk(business: RiskLevel.High).On(Trigger.HighRisk, then => then.HumanReview()));

        var answer = await router.Ask();

        (answer.GetRoute()!.Outcome, answer.GetApproval()!.Kind, router.Calls).Should().Be((Outcome.HumanReview, ApprovalKind.Review, 0));
    }

    [Fact]
    public async Task Where_the_contract_says_so_risk_work_is_not_answered_at_all()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Draft).WithRisk(business: RiskLevel.High).On(Trigger.HighRisk, then => then.FailClosed()));

        (await router.Fails<RouteFailedClosedException>()).Rule.Should().Be("highRisk");
        router.Calls.Should().Be(0);
    }

    [Fact]
    public async Task A_plan_for_high_risk_does_not_touch_work_that_is_none()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).On(Trigger.HighRisk, then => then.HumanReview()));
        router.Nano.Answers("hi");

        (await router.Ask()).GetRoute()!.Outcome.Should().Be(Outcome.Released);
    }

    [Fact]
    public async Task A_contract_can_hold_every_answer()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithApproval(ApprovalMode.Always));
        router.Nano.Answers("hi");

        (await router.Ask()).GetRoute()!.Outcome.Should().Be(Outcome.HeldForApproval);
    }

    [Fact]
    public async Task The_same_request_gives_the_same_decision()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Draft).WithRisk(business: RiskLevel.High));

        var first = JsonSerializer.Serialize(await router.Plan());

        JsonSerializer.Serialize(await router.Plan()).Should().Be(first);
    }

    [Fact]
    public async Task The_decision_that_was_planned_is_the_decision_that_is_made()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithRisk(business: RiskLevel.Medium));
        router.Nano.Answers("hi");

        var planned = await router.Plan();

        JsonSerializer.Serialize((await router.Ask()).GetRoute()!.Decision).Should().Be(JsonSerializer.Serialize(planned));
        router.Record.Route.Decision.Reasons.Should().Equal(planned.Reasons);
    }

    [Fact]
    public void The_planner_is_a_service()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));

        router.Chat.GetService<IRoutePlanner>().Should().BeSameAs(router.Services.GetRequiredService<IRoutePlanner>());
    }

    [Fact]
    public async Task The_planner_of_a_contracts_own_client_plans_under_that_contract()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), routing => routing.AddContract("other", contract => contract.ForIntent(TaskIntent.Plan)));
        var planner = router.Chat.ForContract("other").GetService<IRoutePlanner>()!;

        var decision = await planner.PlanAsync("hello");

        (decision.Contract, decision.Tier).Should().Be(("other", "full"));
        await planner.Awaiting(it => it.PlanAsync("hello", new ChatOptions().WithContract("work")).AsTask()).Should().ThrowAsync<InvalidOperationException>().WithMessage("*'other'*'work'*");
    }

    [Fact]
    public void A_contract_that_is_injected_brings_its_planner()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), around: chat => chat.UseFunctionInvocation());

        router.Services.GetRequiredKeyedService<IChatClient>("work").GetService<IRoutePlanner>().Should().NotBeNull()
            .And.NotBeSameAs(router.Services.GetRequiredService<IRoutePlanner>());
    }

    [Fact]
    public async Task A_long_text_beside_a_picture_needs_a_larger_window()
    {
        using var router = Windows(contract => contract.ForIntent(TaskIntent.Classify));
        var planner = router.Services.GetRequiredService<IRoutePlanner>();

        var decision = await planner.PlanAsync([new ChatMessage(ChatRole.User, [new TextContent(Long), new DataContent("data:image/png;base64,AAAA")])], new ChatOptions().WithContract("work"));

        (decision.Tier, decision.Floor, decision.Signals["length"]).Should().Be(("wide", "wide", (Signal?)null), "all is not measured, and what is does not fit");
    }

    [Fact]
    public async Task Long_instructions_need_a_larger_window()
    {
        using var router = Windows(contract => contract.ForIntent(TaskIntent.Classify));
        using var prompted = Windows(contract => contract.ForIntent(TaskIntent.Classify).WithPrompt(Long));

        (await router.Plan(options: new ChatOptions { Instructions = Long })).Floor.Should().Be("wide");
        (await prompted.Plan()).Floor.Should().Be("wide");
    }

    [Fact]
    public async Task Tools_that_are_described_at_length_need_a_larger_window()
    {
        using var router = Windows(contract => contract.ForIntent(TaskIntent.Classify).WithRoutineTools("look_up"));

        (await router.Plan(options: Scenery.Tools(AIFunctionFactory.Create(() => "42", "look_up", Long)))).Floor.Should().Be("wide");
    }

    private static Router Windows(Action<ContractBuilder> contract) => Router.On(
        (router, tiers) => tiers
            .AddTier("narrow", tier => tier.UseClient(router.Nano).WithContextWindow(1_000))
            .AddTier("wide", tier => tier.UseClient(router.Mini).WithContextWindow(8_000)),
        contract);
}

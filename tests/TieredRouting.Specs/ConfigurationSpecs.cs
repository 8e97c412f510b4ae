using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TieredRouting.Testing;

namespace TieredRouting.Specs;

public sealed class ConfigurationSpecs
{
    [Fact]
    public void Every_error_is_named_at_once_with_its_path()
    {
        var errors = ErrorsOf(routing => routing
            .WithCurrency("dollars")
            .AddTier("nano", tier => tier.UseModel("small").PricedAt(-1, 2))
            .AddTier("mini", tier => tier.UseClient("nobody").WithContextWindow(10))
            .AddTier("full", _ => { })
            .AddContract("a", contract => contract.StartAt("huge"))
            .AddContract("b", contract => contract.ForIntent(TaskIntent.Plan).WithTiers(min: "full", max: "nano").WithGates("unheard-of"))
            .AddContract("c", contract => contract.ForIntent(TaskIntent.Plan).AtMost(attempts: 0, deadline: TimeSpan.Zero).WithMaxOutput(0))
            .AddContract("d", contract => contract.ForIntent(TaskIntent.Plan).WithSchema("""{"type":"object","contains":{}}"""))
            .AddContract("e", contract => contract.ForIntent(TaskIntent.Plan)
                .On(Trigger.Timeout, then => then.SwitchTo("mini"))
                .On(Trigger.Refusal, then => then.SwitchTo("nano"))
                .On(Trigger.Exhausted, then => then.Escalate())));

        errors.Select(PathOf).Should().BeEquivalentTo(
            "currency",
            "tiers.nano.endpoints.nano.client",
            "tiers.nano.endpoints.nano.price.input",
            "tiers.mini.endpoints.mini.contextWindow",
            "tiers.mini.endpoints.mini.client",
            "tiers.full.endpoints",
            "contracts.a.intent",
            "contracts.a.startTier",
            "contracts.b.minTier",
            "contracts.b.gates",
            "contracts.c.maxOutputTokens",
            "contracts.c.fallback.maxAttempts",
            "contracts.c.fallback.deadline",
            "contracts.d.schema",
            "contracts.e.fallback.on",
            "contracts.e.fallback.on.exhausted");
    }

    [Fact]
    public void A_cost_limit_without_prices_is_an_error() =>
        ErrorsOf(routing => routing.AddTier("nano", Free).AddContract("a", contract => contract.ForIntent(TaskIntent.Plan).AtMost(cost: 1)))
            .Should().ContainSingle().Which.Should().StartWith("contracts.a.fallback.maxCost:").And.Contain("'nano' has no price");

    [Fact]
    public void A_schema_keyword_that_cannot_be_enforced_is_refused_by_name_and_pointer() =>
        ErrorsOf(routing => routing.AddTier("nano", Free).AddContract("a", contract => contract.ForIntent(TaskIntent.Plan)
                .WithSchema("""{"type":"object","properties":{"list":{"type":"array","contains":{"type":"string"}}}}""")))
            .Should().ContainSingle().Which.Should().Contain("contains").And.Contain("/properties/list");

    [Fact]
    public void A_tier_on_the_way_that_is_not_on_the_ladder_is_an_error() =>
        ErrorsOf(routing => routing.AddTier("nano", Free).AddContract("a", contract => contract.ForIntent(TaskIntent.Plan)
                .On(Trigger.Timeout, then => then.Escalate(to: "huge"))
                .On(Trigger.Refusal, then => then.SwitchTo("vast"))))
            .Select(PathOf).Should().Equal("contracts.a.fallback.on.timeout.to", "contracts.a.fallback.on.refusal.tier");

    [Fact]
    public void Escalating_to_a_tier_that_is_not_above_where_requests_stand_is_an_error_that_names_the_tiers_that_are()
    {
        var errors = ErrorsOf(routing => Three(routing)
            .AddContract("stated", contract => contract.ForIntent(TaskIntent.Plan).StartAt("mini").On(Trigger.Timeout, then => then.Escalate(to: "MINI")))
            .AddContract("by-intent", contract => contract.ForIntent(TaskIntent.Answer).On(Trigger.Refusal, then => then.Escalate(to: "nano")))
            .AddContract("floored", contract => contract.ForIntent(TaskIntent.Extract).WithTiers(min: "mini").On(Trigger.Refusal, then => then.Escalate(to: "mini")))
            .AddContract("on-top", contract => contract.ForIntent(TaskIntent.Plan).On(Trigger.Timeout, then => then.RetrySameTier(1).Escalate(to: "full"))));

        errors.Should().BeEquivalentTo(
            "contracts.stated.fallback.on.timeout.to: 'MINI' is not above 'mini', the lowest tier that the contract's requests stand on; valid: full",
            "contracts.by-intent.fallback.on.refusal.to: 'nano' is not above 'mini', the lowest tier that the contract's requests stand on; valid: full",
            "contracts.floored.fallback.on.refusal.to: 'mini' is not above 'mini', the lowest tier that the contract's requests stand on; valid: full",
            "contracts.on-top.fallback.on.timeout.to: 'full' is not above 'full', the lowest tier that the contract's requests stand on; valid: none, so leave it out");
    }

    [Fact]
    public void Escalating_to_the_start_is_right_where_a_switch_went_below_it()
    {
        var services = new ServiceCollection();
        services.AddTieredRouting(routing => Three(routing)
            .AddContract("a", contract => contract.ForIntent(TaskIntent.Plan)
                .On(Trigger.Timeout, then => then.SwitchTo("nano"))
                .On(Trigger.SchemaFailure, then => then.Escalate(to: "full"))));
        using var provider = services.BuildServiceProvider();

        provider.Invoking(it => it.GetRequiredService<IStartupValidator>().Validate()).Should().NotThrow();
    }

    [Fact]
    public void Two_rules_gates_or_signals_of_one_name_are_errors() =>
        ErrorsOf(routing => routing.AddTier("nano", Free)
                .AddRule("risk", _ => null)
                .AddGate(new TestGate("polite", _ => GateVerdict.Passed)).AddGate(new TestGate("polite", _ => GateVerdict.Passed))
                .AddExtractor(new TestExtractor("length", _ => Task.FromResult(Signal.Of("length", 1)))))
            .Should().BeEquivalentTo("gates: two are called 'polite'", "rules: two are called 'risk'", "signals: two are called 'length'");

    [Fact]
    public void A_ladder_without_tiers_is_an_error() =>
        ErrorsOf(routing => routing.AddContract("a", contract => contract.ForIntent(TaskIntent.Plan))).Should().ContainSingle().Which.Should().StartWith("ladder:");

    [Fact]
    public void A_tier_or_contract_declared_twice_is_an_error_where_it_happens()
    {
        var services = new ServiceCollection();

        services.Invoking(it => it.AddTieredRouting(routing => routing.AddTier("nano", Free).AddTier("NANO", Free))).Should().Throw<ArgumentException>().WithMessage("*'NANO'*");
        services.Invoking(it => it.AddTieredRouting(routing => routing.AddContract("a", _ => { }).AddContract("A", _ => { }))).Should().Throw<ArgumentException>().WithMessage("*'A'*");
    }

    [Fact]
    public void A_residency_that_an_endpoint_cannot_meet_is_warned_about()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Answer).WithResidency("eu"));

        _ = router.Chat;

        router.Logs.GetSnapshot().Should().ContainSingle(log => log.Level == LogLevel.Warning).Which.Message.Should().Contain("contracts.work.residency").And.Contain("nano");
    }

    [Fact]
    public void Starting_at_the_cheapest_tier_with_nothing_checkable_is_warned_about()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Answer).StartAt("nano"));

        _ = router.Chat;

        router.Logs.GetSnapshot().Should().ContainSingle(log => log.Level == LogLevel.Warning).Which.Message.Should().Contain("nothing checkable");
    }

    [Fact]
    public void What_a_factory_cannot_make_is_an_error_named_with_all_the_others() =>
        ErrorsOf(routing => routing
                .WithCurrency("dollars")
                .AddTier("nano", tier => tier.UseClient(new ScriptedChatClient()).Through(_ => throw new FileNotFoundException("no such file")))
                .AddGate(_ => throw new FileNotFoundException("no such file")).AddGate(_ => null!)
                .AddExtractor(_ => throw new FileNotFoundException("no such file")).AddExtractor(_ => null!)
                .AddContract("a", _ => { }))
            .Should().BeEquivalentTo(
                "gates: a factory threw FileNotFoundException: no such file",
                "gates: a factory made nothing",
                "signals: a factory threw FileNotFoundException: no such file",
                "signals: a factory made nothing",
                "tiers.nano.endpoints.nano.through: a factory threw FileNotFoundException: no such file",
                "currency: must be a three-letter code, not 'dollars'",
                "contracts.a.intent: is required: ForIntent(...)");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_gate_without_a_name_is_an_error(string? name) =>
        ErrorsOf(routing => routing.AddTier("nano", Free).AddGate(new TestGate(name!, _ => GateVerdict.Passed)))
            .Should().Equal("gates: the TestGate has no name");

    [Theory]
    [InlineData("risk")]
    [InlineData("shared")]
    [InlineData("own")]
    public void A_contracts_own_rule_with_the_name_of_another_rule_is_an_error(string name) =>
        ErrorsOf(routing => routing.AddTier("nano", Free).AddRule("shared", _ => null).AddContract("a", contract => contract.ForIntent(TaskIntent.Plan).AddRule("own", _ => null).AddRule(name, _ => null)))
            .Should().Equal($"contracts.a.rules: two are called '{name}'");

    [Fact]
    public void Two_contracts_may_have_rules_of_one_name()
    {
        using var router = Router.With(
            contract => contract.ForIntent(TaskIntent.Answer).AddRule("own", _ => null),
            routing => routing.AddContract("other", contract => contract.ForIntent(TaskIntent.Answer).AddRule("own", _ => null)));

        router.Invoking(it => it.Chat).Should().NotThrow();
    }

    [Fact]
    public void Times_and_prices_beyond_all_reason_are_errors_at_start() =>
        ErrorsOf(routing => routing
                .WithExtractorTimeLimit(TimeSpan.FromSeconds(-5))
                .AddTier("nano", tier => tier.UseClient(new ScriptedChatClient()).PricedAt(decimal.MaxValue, 1_000_001, -1))
                .AddContract("a", contract => contract.ForIntent(TaskIntent.Plan).AtMost(deadline: TimeSpan.FromDays(60)))
                .AddContract("b", contract => contract.ForIntent(TaskIntent.Plan).AtMost(deadline: TimeSpan.MaxValue)))
            .Select(PathOf).Should().BeEquivalentTo(
                "extractorTimeLimit",
                "tiers.nano.endpoints.nano.price.input",
                "tiers.nano.endpoints.nano.price.output",
                "tiers.nano.endpoints.nano.price.cachedInput",
                "contracts.a.fallback.deadline",
                "contracts.b.fallback.deadline");

    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    [InlineData(-1)]
    public void An_extractor_limit_that_no_timer_can_keep_is_an_error_at_start(int hours) =>
        ErrorsOf(routing => routing.WithExtractorTimeLimit(TimeSpan.FromHours(hours)).AddTier("nano", Free)).Select(PathOf).Should().Equal("extractorTimeLimit");

    [Fact]
    public void An_endpoint_on_the_captured_client_that_names_no_model_is_an_error()
    {
        var services = new ServiceCollection();
        services.AddChatClient(new ScriptedChatClient());

        ErrorsOf(routing => routing.AddTier("nano", tier => tier.AddEndpoint("a", endpoint => endpoint.UseModel("m")).PricedAt(1, 2)), services)
            .Should().ContainSingle().Which.Should().StartWith("tiers.nano.endpoints.nano.model:").And.Contain("UseModel");
    }

    [Fact]
    public void A_value_that_no_enum_has_is_an_error_at_the_call()
    {
        var refused = new Action<ContractBuilder>[]
        {
            contract => contract.ForIntent((TaskIntent)99),
            contract => contract.WhenUnroutable((UnroutableAction)99),
            contract => contract.WithApproval((ApprovalMode)99),
            contract => contract.WithRisk(legal: (RiskLevel)99),
            contract => contract.On((Trigger)99, then => then.FailClosed()),
        };

        foreach (var declare in refused)
            new ServiceCollection().Invoking(it => it.AddTieredRouting(routing => routing.AddContract("a", declare))).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task Risk_that_is_stated_twice_keeps_what_the_second_time_does_not_name()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithRisk(business: RiskLevel.High).WithRisk(legal: RiskLevel.Medium));

        (await router.Plan()).Class.Should().Be(WorkClass.T2);
    }

    [Fact]
    public async Task A_start_that_only_the_intent_suggests_stays_below_the_highest_tier_of_the_contract()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Plan).WithTiers(max: "nano"));
        router.Nano.Answers("hi");

        (await router.Ask()).GetRoute()!.Tier.Should().Be("nano");
    }

    [Fact]
    public void A_start_that_the_contract_states_above_its_highest_tier_is_an_error() =>
        ErrorsOf(routing => routing.AddTier("nano", Free).AddTier("full", Free).AddContract("a", contract => contract.ForIntent(TaskIntent.Plan).StartAt("full").WithTiers(max: "nano")))
            .Select(PathOf).Should().Equal("contracts.a.startTier");

    [Fact]
    public void A_plan_that_goes_beyond_the_highest_tier_of_the_contract_is_warned_about()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Answer).WithGates("polite").WithTiers(max: "mini").On(Trigger.Timeout, then => then.SwitchTo("full")), routing => routing.AddGate(new TestGate("polite", _ => GateVerdict.Passed)));

        _ = router.Chat;

        router.Logs.GetSnapshot().Should().ContainSingle(log => log.Level == LogLevel.Warning).Which.Message.Should().Contain("contracts.work.fallback.on.timeout").And.Contain("above the contract's maxTier");
    }

    private static void Free(TierBuilder tier) => tier.UseClient(new ScriptedChatClient());

    private static TieredRoutingBuilder Three(TieredRoutingBuilder routing) => routing.AddTier("nano", Free).AddTier("mini", Free).AddTier("full", Free);

    private static string PathOf(string error) => error[..error.IndexOf(':')];

    private static List<string> ErrorsOf(Action<TieredRoutingBuilder> configure, ServiceCollection? services = null)
    {
        services ??= new ServiceCollection();
        services.AddTieredRouting(configure);
        using var provider = services.BuildServiceProvider();
        return [.. provider.Invoking(it => it.GetRequiredService<IStartupValidator>().Validate()).Should().Throw<OptionsValidationException>().Which.Failures];
    }
}

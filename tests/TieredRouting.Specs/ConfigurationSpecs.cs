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

        errors.Select(error => error[..error.IndexOf(':')]).Should().BeEquivalentTo(
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
            .Select(error => error[..error.IndexOf(':')]).Should().Equal("contracts.a.fallback.on.timeout.to", "contracts.a.fallback.on.refusal.tier");

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

    private static void Free(TierBuilder tier) => tier.UseClient(new ScriptedChatClient());

    private static List<string> ErrorsOf(Action<TieredRoutingBuilder> configure)
    {
        var services = new ServiceCollection();
        services.AddTieredRouting(configure);
        using var provider = services.BuildServiceProvider();
        return [.. provider.Invoking(it => it.GetRequiredService<IStartupValidator>().Validate()).Should().Throw<OptionsValidationException>().Which.Failures];
    }
}

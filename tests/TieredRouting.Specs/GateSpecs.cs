namespace TieredRouting.Specs;

public sealed class GateSpecs
{
    [Fact]
    public async Task A_gate_sees_every_answer_on_every_tier_and_attempt()
    {
        var gate = new TestGate("polite", text => text == "please" ? GateVerdict.Passed : GateVerdict.Failed);
        using var router = With(gate, contract => contract.WithGates("polite").On(Trigger.GateFailure, then => then.RetrySameTier(1).Escalate()));
        router.Nano.Answers("no").Answers("never");
        router.Mini.Answers("please");

        var route = (await router.Ask()).GetRoute()!;

        gate.Seen.Should().Equal("no", "never", "please");
        route.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.GateFailure);
        (route.Tier, route.Gates["polite"]).Should().Be(("mini", GateVerdict.Passed));
    }

    [Fact]
    public async Task A_gate_that_nobody_names_does_not_run()
    {
        var gate = new TestGate("polite", _ => GateVerdict.Failed);
        using var router = With(gate, _ => { });
        router.Nano.Answers("no");

        (await router.Ask()).Text.Should().Be("no");

        gate.Seen.Should().BeEmpty();
    }

    [Fact]
    public async Task A_rule_can_require_a_gate()
    {
        using var router = With(new TestGate("polite", _ => GateVerdict.Failed), contract => contract.AddRule("always", _ => new Requirement("so") { Gates = ["polite"] }));
        router.Nano.Answers("no");
        router.Mini.Answers("no");
        router.Full.Answers("no");

        var error = await router.Fails<TiersExhaustedException>();

        error.GetRoute()!.Decision.Gates.Should().Equal("polite");
        router.Record.Route.Gates["polite"].Should().Be(GateVerdict.Failed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_gate_that_throws_or_cannot_tell_lets_nothing_through(bool throws)
    {
        using var router = With(
            new TestGate("polite", _ => throws ? throw new InvalidCastException("secret") : GateVerdict.Unavailable),
            contract => contract.WithGates("polite").On(Trigger.GateFailure, then => then.FailClosed()));
        router.Nano.Answers("no");

        var error = await router.Fails<RouteFailedClosedException>();

        (error.Rule, router.Record.Route.Gates["polite"]).Should().Be(("gateFailure", GateVerdict.Unavailable));
    }

    [Fact]
    public async Task Every_gate_runs_and_one_that_fails_is_enough()
    {
        var second = new TestGate("second", _ => GateVerdict.Passed);
        using var router = Router.With(
            contract => contract.ForIntent(TaskIntent.Classify).WithGates("first", "second").On(Trigger.GateFailure, then => then.FailClosed()),
            routing => routing.AddGate(new TestGate("first", _ => GateVerdict.Failed)).AddGate(second));
        router.Nano.Answers("no");

        await router.Fails<RouteFailedClosedException>();

        second.Seen.Should().ContainSingle();
    }

    [Fact]
    public async Task A_gate_sees_the_bare_json()
    {
        var gate = new TestGate("polite", _ => GateVerdict.Passed);
        using var router = Router.For<Lead>(contract => contract.WithGates("polite"), routing => routing.AddGate(gate));
        router.Nano.Answers($"```\n{Scenery.Acme}\n```");

        await router.Ask();

        gate.Seen.Should().Equal(Scenery.Acme);
    }

    [Fact]
    public async Task A_gate_can_be_made_by_the_container()
    {
        using var router = Router.With(
            contract => contract.ForIntent(TaskIntent.Classify).WithGates("polite"),
            routing => routing.AddGate(_ => new TestGate("polite", _ => GateVerdict.Passed)));
        router.Nano.Answers("please");

        (await router.Ask()).GetRoute()!.Gates["polite"].Should().Be(GateVerdict.Passed);
    }

    [Fact]
    public async Task A_validator_of_ones_own_is_a_schema_failure_and_is_fed_back()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify)
            .AddValidator(new TestValidator(answer => answer.Text.Length > 3 ? "must be short" : null))
            .On(Trigger.SchemaFailure, then => then.RetrySameTier(1)));
        router.Nano.Answers("a long answer").Answers("yes");

        (await router.Ask()).Text.Should().Be("yes");

        router.Nano.Calls[1].Messages[^1].Text.Should().Contain("must be short");
    }

    [Fact]
    public async Task A_validator_runs_after_the_schema()
    {
        using var router = Router.For<Lead>(contract => contract.AddValidator(new TestValidator(answer => answer.Json!.Value.GetProperty("seats").GetInt32() > 9 ? null : "too few seats")));
        router.Nano.Answers(Scenery.Acme);
        router.Mini.Answers("""{"company":"Acme","seats":10}""");

        (await router.Ask<Lead>()).Result.Seats.Should().Be(10);
    }

    [Fact]
    public async Task A_validator_that_throws_lets_nothing_through_and_the_request_is_recorded()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AddValidator(new TestValidator(_ => throw new InvalidCastException("secret"))).On(Trigger.SchemaFailure, then => then.FailClosed()));
        router.Nano.Answers("hi");

        var error = await router.Fails<RouteFailedClosedException>();

        error.GetRoute()!.Attempts[0].Verdict.Violations.Should().ContainSingle().Which.Rule.Should().Contain("InvalidCastException").And.NotContain("secret");
        router.Record.Route.Outcome.Should().Be(Outcome.FailedClosed);
    }

    private static Router With(TestGate gate, Action<ContractBuilder> contract) => Router.With(
        work =>
        {
            work.ForIntent(TaskIntent.Classify);
            contract(work);
        },
        routing => routing.AddGate(gate));
}

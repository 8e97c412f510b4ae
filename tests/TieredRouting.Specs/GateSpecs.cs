using Microsoft.Extensions.AI;

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

    [Fact]
    public async Task The_deadline_ends_the_wait_for_a_gate_that_hangs_and_ignores_its_token()
    {
        var never = new TaskCompletionSource<GateVerdict>();
        using var router = Router.With(
            contract => contract.ForIntent(TaskIntent.Classify).WithGates("slow").AtMost(deadline: TimeSpan.FromSeconds(5)),
            routing => routing.AddGate(new WaitingGate(_ => never.Task)));
        router.Nano.Answers("hi");

        var asking = router.Ask();
        router.Time.Advance(TimeSpan.FromSeconds(5));

        await FluentActions.Awaiting(() => asking.WaitAsync(TimeSpan.FromSeconds(10))).Should().ThrowAsync<TiersExhaustedException>().WithMessage("*deadline*");
        router.Record.Route.Gates["slow"].Should().Be(GateVerdict.Unavailable);
    }

    [Theory]
    [InlineData(FallbackActionKind.Escalate)]
    [InlineData(FallbackActionKind.HumanReview)]
    [InlineData(FallbackActionKind.FailClosed)]
    public async Task A_caller_who_cancels_while_a_gate_looks_has_cancelled_whatever_the_contract_says_of_gates(FallbackActionKind otherwise)
    {
        using var caller = new CancellationTokenSource();
        using var router = Router.With(
            contract => contract.ForIntent(TaskIntent.Classify).WithGates("slow").On(Trigger.GateFailure, then => _ = otherwise switch
            {
                FallbackActionKind.HumanReview => then.HumanReview(),
                FallbackActionKind.FailClosed => then.FailClosed(),
                _ => then.Escalate(),
            }),
            routing => routing.AddGate(new WaitingGate(async token =>
            {
                await caller.CancelAsync();
                token.ThrowIfCancellationRequested();
                return GateVerdict.Passed;
            })));
        router.Nano.Answers("hi");

        await router.Awaiting(it => it.Ask(cancellationToken: caller.Token)).Should().ThrowAsync<OperationCanceledException>();

        (router.Record.Route.Outcome, router.Record.Approval, router.Calls).Should().Be((Outcome.Cancelled, null, 1));
    }

    [Theory]
    [InlineData(false, false, "cancelled")]
    [InlineData(false, true, "cancelled")]
    [InlineData(true, false, "timeout")]
    [InlineData(true, true, "timeout")]
    public async Task A_gate_that_is_broken_off_has_not_failed(bool deadline, bool passes, string error)
    {
        using var caller = new CancellationTokenSource();
        using var router = Router.With(
            contract =>
            {
                contract.ForIntent(TaskIntent.Classify).WithGates("slow").AtMost(deadline: TimeSpan.FromSeconds(5));
                if (passes)
                    contract.CheckDisagreement();
            },
            routing => routing.AddGate(new WaitingGate(_ => new TaskCompletionSource<GateVerdict>().Task)));
        router.Nano.AlwaysAnswers("hi");

        var asking = router.Ask(cancellationToken: caller.Token);
        if (deadline)
            router.Time.Advance(TimeSpan.FromSeconds(5));
        else
            await caller.CancelAsync();

        await FluentActions.Awaiting(() => asking.WaitAsync(TimeSpan.FromSeconds(10))).Should().ThrowAsync<Exception>();
        var attempt = router.Record.Route.Attempts[0];
        (attempt.Error, attempt.Verdict.Triggers[0], router.Record.Route.Gates["slow"]).Should().Be((error, Trigger.Timeout, GateVerdict.Unavailable));
        router.Logs.GetSnapshot().Should().NotContain(log => log.Message.Contains("slow"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_gate_sees_what_is_said_beside_a_tool_call(bool streaming)
    {
        var gate = new TestGate("polite", text => text.Contains("fool") ? GateVerdict.Failed : GateVerdict.Passed);
        using var router = With(gate, contract => contract.WithGates("polite"));
        router.Nano.Answers(Saying(new TextContent("You fool, wait.")));
        router.Mini.Answers(Saying(new TextReasoningContent("What a fool.")));
        router.Full.Answers(Saying(new TextContent("One moment.")));
        var options = Scenery.Tools(Scenery.ReadTool());

        var step = streaming ? (await router.Stream(options: options).ToList()).ToChatResponse() : await router.Ask(options: options);

        (step.Text, step.GetRoute()!.Tier, step.GetRoute()!.IsStep).Should().Be(("One moment.", "full", true));
        gate.Seen.Should().Equal("You fool, wait.", "What a fool.", "One moment.");
    }

    [Fact]
    public async Task What_is_said_beside_a_tool_call_is_judged_as_it_reads_and_so_is_what_was_thought()
    {
        var gate = new TestGate("polite", text => text.Contains("fool") ? GateVerdict.Failed : GateVerdict.Passed);
        using var router = With(gate, contract => contract.WithGates("polite"));
        router.Nano.Answers(Saying(new TextContent("You fo"), new TextReasoningContent("A f"), new TextContent("ol.")));
        router.Mini.Answers(Saying(new TextReasoningContent("A fo"), new TextContent("Wait."), new TextReasoningContent("ol.")));
        router.Full.Answers(Saying(new TextContent("Wait a fo")));

        var route = (await router.Ask(options: Scenery.Tools(Scenery.ReadTool()))).GetRoute()!;

        route.Attempts.Select(attempt => attempt.Verdict.ToString()).Should().Equal("gateFailure", "gateFailure", "accepted");
        gate.Seen.Should().Equal("You fool.", "A f", "Wait.", "A fool.", "Wait a fo");
    }

    [Fact]
    public async Task Of_a_step_that_no_gate_looked_at_no_gate_says_anything()
    {
        using var router = With(new TestGate("polite", _ => GateVerdict.Failed), contract => contract.WithGates("polite"));
        router.Nano.Answers("You fool.");
        router.Mini.Answers(Scenery.Call("look_up"));

        (await router.Ask(options: Scenery.Tools(Scenery.ReadTool()))).GetRoute()!.Gates.Should().BeEmpty("what was said of the answer before is not about this one");
    }

    [Fact]
    public async Task Where_no_answer_comes_any_more_the_record_keeps_what_was_said_of_the_last_one()
    {
        using var router = With(new TestGate("polite", _ => GateVerdict.Failed), contract => contract.WithGates("polite").AtMost(attempts: 2));
        router.Nano.Answers("You fool.");
        router.Mini.Throws(Scenery.Overloaded());

        (await router.Fails<TiersExhaustedException>()).GetRoute()!.Gates["polite"].Should().Be(GateVerdict.Failed);
    }

    [Fact]
    public async Task A_tool_call_that_says_nothing_shows_a_gate_nothing()
    {
        var gate = new TestGate("polite", _ => GateVerdict.Failed);
        using var router = With(gate, contract => contract.WithGates("polite"));
        router.Nano.Answers(Scenery.Call("look_up"));

        (await router.Ask(options: Scenery.Tools(Scenery.ReadTool()))).GetRoute()!.IsStep.Should().BeTrue();

        gate.Seen.Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_gates_look_at_the_answer_the_reasoning_they_have_not_seen_stays_inside(bool streaming)
    {
        var gate = new TestGate("polite", _ => GateVerdict.Passed);
        using var router = With(gate, contract => contract.WithGates("polite"));
        router.Nano.Answers(Thinking());

        var answer = streaming ? (await router.Stream().ToList()).ToChatResponse() : await router.Ask();

        answer.Messages.SelectMany(message => message.Contents).Should().NotContain(content => content is TextReasoningContent);
        answer.Text.Should().Be("please");
        gate.Seen.Should().Equal("please");
    }

    [Fact]
    public async Task Where_no_gate_looks_the_reasoning_is_the_callers()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers(Thinking());

        (await router.Ask()).Messages[0].Contents.OfType<TextReasoningContent>().Should().ContainSingle();
    }

    private static ChatResponse Saying(params AIContent[] words)
    {
        var call = Scenery.Call("look_up");
        call.Messages[0].Contents = [.. words, .. call.Messages[0].Contents];
        return call;
    }

    private static ChatResponse Thinking() =>
        new(new ChatMessage(ChatRole.Assistant, [new TextReasoningContent("the fool"), new TextContent("please")])) { FinishReason = ChatFinishReason.Stop };

    private static Router With(TestGate gate, Action<ContractBuilder> contract) => Router.With(
        work =>
        {
            work.ForIntent(TaskIntent.Classify);
            contract(work);
        },
        routing => routing.AddGate(gate));

    /// <summary>A gate that takes its time.</summary>
    private sealed class WaitingGate(Func<CancellationToken, Task<GateVerdict>> check) : IAnswerGate
    {
        public string Name => "slow";

        public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken) => new(check(cancellationToken));
    }
}

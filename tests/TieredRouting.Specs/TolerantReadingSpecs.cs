using Microsoft.Extensions.AI;

namespace TieredRouting.Specs;

/// <summary>Contracts that read answers tolerantly, beside those that do not.</summary>
public sealed class TolerantReadingSpecs
{
    private const string RawLineBreak = "{\"company\":\"Acme\nInc\",\"seats\":5}";
    private const string Escaped = """{"company":"Acme\nInc","seats":5}""";

    [Fact]
    public async Task A_tolerant_contract_accepts_raw_line_breaks_and_the_record_says_repaired()
    {
        using var router = Router.For<Lead>(contract => contract.ReadTolerantly());
        router.Nano.Answers(RawLineBreak);

        var answer = await router.Ask();

        answer.Text.Should().Be(Escaped);
        var attempt = router.Record.Route.Attempts.Should().ContainSingle().Subject;
        (attempt.Verdict.IsAccepted, attempt.Repaired).Should().Be((true, true));
        answer.GetRoute()!.Attempts[0].Repaired.Should().BeTrue();
    }

    [Fact]
    public async Task A_strict_contract_escalates_on_the_same_answer()
    {
        using var router = Router.For<Lead>();
        router.Nano.Answers(RawLineBreak);
        router.Mini.Answers(Scenery.Acme);

        var route = (await router.Ask()).GetRoute()!;

        route.Tier.Should().Be("mini");
        route.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.SchemaFailure);
        route.Attempts.Should().OnlyContain(attempt => !attempt.Repaired);
    }

    [Theory]
    [InlineData("{\"company\":\"Acme\",\"seats\":5,}")]
    [InlineData("Here you are: {\"company\":\"Acme\",\"seats\":5} Anything else?")]
    [InlineData("Here you are:\n```json\n{\"company\":\"Acme\",\"seats\":5,}\n```")]
    [InlineData("```json\n{\"company\":\"Acme\",\"seats\":5}")]
    public async Task A_typed_call_gets_its_value(string text)
    {
        using var router = Router.For<Lead>(contract => contract.ReadTolerantly());
        router.Nano.Answers(text);

        var answer = await router.Ask<Lead>();

        (answer.Result, answer.Text, router.Record.Route.Attempts[0].Repaired).Should().Be((new Lead("Acme", 5), Scenery.Acme, true));
    }

    [Theory]
    [InlineData(Scenery.Acme)]
    [InlineData("Here you are:\n```json\n" + Scenery.Acme + "\n```")]
    public async Task What_strict_reading_finds_is_not_called_repaired(string text)
    {
        using var router = Router.For<Lead>(contract => contract.ReadTolerantly());
        router.Nano.Answers(text);

        (await router.Ask()).Text.Should().Be(Scenery.Acme);

        router.Record.Route.Attempts[0].Repaired.Should().BeFalse();
    }

    [Theory]
    [InlineData("{\"company\":\"Acme\",}", "required")]
    [InlineData("{\"company\":\"Acme\",\"seats\":5,\"seats\":6,}", "duplicate")]
    [InlineData("{\"company\":\"Acme\",\"seats\":5", "not JSON")]
    [InlineData("{'company':'Acme','seats':5}", "not JSON")]
    [InlineData("{\"company\":\"Acme \"Best\" Inc\",\"seats\":5}", "not JSON")]
    [InlineData("{\"company\":\"Acme\",\"seats\":5} // five [people]", "not JSON")]
    [InlineData("{\"company\":\"Acme\",\"seats\":5} or {\"company\":\"Acme\",\"seats\":6}", "not JSON")]
    [InlineData("```\n{\"company\":\"Acme\",\"seats\":5,}\n```\n```\n{\"company\":\"Acme\",\"seats\":6,}\n```", "two fenced blocks")]
    public async Task Nothing_is_guessed_and_the_schema_holds_all_the_same(string text, string rule)
    {
        using var router = Router.For<Lead>(contract => contract.ReadTolerantly().On(Trigger.SchemaFailure, then => then.FailClosed()));
        router.Nano.Answers(text);

        var attempt = (await router.Fails<RouteFailedClosedException>()).GetRoute()!.Attempts[0];

        (attempt.Verdict.Triggers[0], attempt.Repaired).Should().Be((Trigger.SchemaFailure, false));
        attempt.Verdict.Violations.Should().Contain(violation => violation.ToString().Contains(rule));
    }

    [Fact]
    public async Task A_stream_of_a_tolerant_contract_is_the_repaired_json()
    {
        using var router = Router.For<Lead>(contract => contract.ReadTolerantly());
        router.Nano.Answers($"Here you are: {RawLineBreak}");

        var updates = await router.Stream().ToList();

        string.Concat(updates.Select(update => update.Text)).Should().Be(Escaped);
        (updates[^1].GetRoute()!.Attempts[0].Repaired, router.Record.Route.Attempts[0].Repaired).Should().Be((true, true));
    }

    [Fact]
    public async Task Gates_and_validators_see_what_would_be_released()
    {
        var gate = new TestGate("polite", text => GateVerdict.Passed);
        var seen = new List<string>();
        using var router = Router.For<Lead>(
            contract => contract.ReadTolerantly().WithGates("polite").AddValidator(new TestValidator(answer =>
            {
                seen.Add(answer.Text);
                return null;
            })),
            routing => routing.AddGate(gate));
        router.Nano.Answers(RawLineBreak);

        await router.Ask();

        (gate.Seen.Single(), seen.Single()).Should().Be((Escaped, Escaped));
    }

    [Fact]
    public async Task A_repaired_answer_that_a_gate_refuses_was_not_accepted()
    {
        using var router = Router.For<Lead>(
            contract => contract.ReadTolerantly().WithGates("polite").On(Trigger.GateFailure, then => then.FailClosed()),
            routing => routing.AddGate(new TestGate("polite", _ => GateVerdict.Failed)));
        router.Nano.Answers(RawLineBreak);

        (await router.Fails<RouteFailedClosedException>()).GetRoute()!.Attempts[0].Repaired.Should().BeFalse();
    }

    [Fact]
    public async Task The_callers_schema_is_read_tolerantly_too()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Extract).ReadTolerantly());
        router.Nano.Answers(RawLineBreak);

        (await router.Ask<Lead>()).Result.Company.Should().Be("Acme\nInc");
    }

    [Fact]
    public async Task Free_text_is_left_alone()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).ReadTolerantly());
        router.Nano.Answers(RawLineBreak);

        (await router.Ask()).Text.Should().Be(RawLineBreak);

        router.Record.Route.Attempts[0].Repaired.Should().BeFalse();
    }

    [Fact]
    public async Task The_providers_own_answer_is_never_changed()
    {
        using var router = Router.For<Lead>(contract => contract.ReadTolerantly());
        var mine = Scenery.Finished(RawLineBreak, ChatFinishReason.Stop);
        router.Nano.Answers(mine);

        await router.Ask();

        mine.Text.Should().Be(RawLineBreak);
    }
}

using Microsoft.Extensions.AI;

namespace TieredRouting.Specs;

public sealed class RefusalSpecs
{
    private const string Refusal = "I'm sorry, but I can't help with that.";

    [Fact]
    public async Task A_refusal_in_words_escalates_like_one_that_the_provider_reports()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers(Refusal);
        router.Mini.Answers(Scenery.Finished("", ChatFinishReason.ContentFilter));
        router.Full.Answers("hi");

        (await router.Ask()).GetRoute()!.Attempts.Select(attempt => attempt.Verdict.ToString()).Should().Equal("refusal", "refusal", "accepted");
    }

    [Fact]
    public async Task A_contract_says_what_a_refusal_leads_to()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).On(Trigger.Refusal, then => then.FailClosed()));
        router.Nano.Answers(Refusal);

        (await router.Fails<RouteFailedClosedException>()).Rule.Should().Be("refusal");

        router.Calls.Should().Be(1);
    }

    [Fact]
    public async Task Words_of_refusal_in_place_of_json_are_a_refusal_and_no_schema_failure()
    {
        using var router = Router.For<Lead>(contract => contract.On(Trigger.SchemaFailure, then => then.RetrySameTier(2)).On(Trigger.Refusal, then => then.Escalate(to: "full")));
        router.Nano.Answers(Refusal);
        router.Full.Answers(Scenery.Acme);

        (await router.Ask()).GetRoute()!.Attempts.Select(attempt => attempt.Verdict.ToString()).Should().Equal("refusal", "accepted");
        router.Calls.Should().Be(2);
    }

    [Fact]
    public async Task Json_that_keeps_its_schema_is_an_answer_whatever_it_says()
    {
        using var router = Router.For<Lead>();
        router.Nano.Answers("""{"company":"I'm sorry, but I can't help with that.","seats":0}""");

        (await router.Ask()).GetRoute()!.Outcome.Should().Be(Outcome.Released);
    }

    [Fact]
    public async Task A_refusal_that_streamed_has_gone_out_and_is_on_record()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers(Refusal);

        var updates = await router.Stream().ToList();

        string.Concat(updates.Select(update => update.Text)).Should().Be(Refusal);
        (router.Record.Route.Outcome, router.Record.Route.Attempts[0].Verdict.ToString()).Should().Be((Outcome.Released, "refusal"));
    }

    [Fact]
    public async Task No_gate_is_asked_about_a_refusal_and_nobody_is_asked_to_approve_one()
    {
        var gate = new TestGate("gate", _ => GateVerdict.Passed);
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithGates("gate").WithApproval(ApprovalMode.Always), routing => routing.AddGate(gate));
        router.Nano.Answers(Refusal);
        router.Mini.Answers("hi");

        (await router.Ask()).GetRoute()!.Outcome.Should().Be(Outcome.HeldForApproval);

        gate.Seen.Should().Equal("hi");
    }

    [Fact]
    public async Task What_a_model_says_beside_its_tool_calls_is_no_refusal()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        var call = Scenery.Call("look_up");
        call.Messages[0].Contents.Insert(0, new TextContent("I can't help with that without looking it up."));
        router.Nano.Answers(call);

        (await router.Ask(options: Scenery.Tools(Scenery.ReadTool()))).GetRoute()!.Outcome.Should().Be(Outcome.Released);
    }

    [Theory]
    [InlineData(" \n\t ")]
    [InlineData("")]
    public async Task Nothing_but_spaces_is_no_answer(string text)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers(text);
        router.Mini.Answers("hi");

        (await router.Ask()).GetRoute()!.Attempts.Select(attempt => attempt.Error).Should().Equal("empty", null);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_error_is_an_error_also_beside_text(bool streams)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers(new ChatResponse(new ChatMessage(ChatRole.Assistant, [new ErrorContent("boom"), new TextContent("half an answer")])));
        router.Mini.Answers("hi");

        var text = streams ? string.Concat((await router.Stream().ToList()).Select(update => update.Text)) : (await router.Ask()).Text;

        (text, router.Record.Route.Attempts[0].Error).Should().Be(("hi", "errorContent"));
    }

    [Fact]
    public async Task Thoughts_without_an_answer_are_no_finished_answer()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers(new ChatResponse(new ChatMessage(ChatRole.Assistant, [new TextReasoningContent("hm")])) { FinishReason = ChatFinishReason.Stop });

        await FluentActions.Awaiting(() => router.Stream().ToList()).Should().ThrowAsync<RouteFailedClosedException>();

        (router.Record.Route.Outcome, router.Record.Route.Attempts[0].Error).Should().Be((Outcome.FailedClosed, "empty"));
    }
}

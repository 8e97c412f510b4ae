using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting.Testing;

namespace TieredRouting.Specs;

public sealed class ToolLoopSpecs
{
    private static readonly ChatOptions Reading = Scenery.Tools(Scenery.ReadTool());

    [Fact]
    public async Task The_calls_of_one_loop_are_one_route_with_a_record_each()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers(Scenery.Call("look_up")).Answers("found");

        var step = await router.Ask(options: Reading);
        var final = await router.Ask(After(step), Reading);

        (step.GetRoute()!.IsStep, final.GetRoute()!.IsStep).Should().Be((true, false));
        final.GetRoute()!.Id.Should().Be(step.GetRoute()!.Id);
        router.Audit.Records.Select(record => record.Id).Should().OnlyHaveUniqueItems().And.HaveCount(2);
    }

    [Fact]
    public async Task A_request_that_continues_nothing_is_a_route_of_its_own()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers("one").Answers("two");

        var first = await router.Ask();
        var second = await router.Ask([new(ChatRole.User, "hello"), .. first.Messages, new(ChatRole.User, "and?")]);

        second.GetRoute()!.Id.Should().NotBe(first.GetRoute()!.Id);
    }

    [Fact]
    public async Task A_loop_stays_with_its_endpoint()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Throws(Scenery.Overloaded());
        router.Mini.Answers(Scenery.Call("look_up")).Answers("found");

        var step = await router.Ask(options: Reading);
        var final = await router.Ask(After(step), Reading);

        final.GetRoute()!.Tier.Should().Be("mini");
        router.Nano.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_loop_whose_endpoint_is_switched_off_goes_up_and_never_down()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Throws(Scenery.Overloaded()).Answers("lower");
        router.Mini.Answers(Scenery.Call("look_up"));
        router.Full.Answers("higher");
        var step = await router.Ask(options: Reading);

        await SwitchOff(router, "mini");
        var final = await router.Ask(After(step), Reading);

        (final.Text, final.GetRoute()!.Tier, router.Nano.Calls.Count).Should().Be(("higher", "full", 1));
    }

    [Fact]
    public async Task A_loop_that_nothing_is_left_for_at_its_tier_or_above_fails_closed()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Throws(Scenery.Overloaded()).Answers("lower");
        router.Mini.Answers(Scenery.Call("look_up"));
        var step = await router.Ask(options: Reading);

        await SwitchOff(router, "mini", "full");
        var error = (await router.Awaiting(it => it.Ask(After(step), Reading)).Should().ThrowAsync<RouteFailedClosedException>()).Which;

        (error.Rule, router.Nano.Calls.Count).Should().Be(("unroutable", 1));
        error.Message.Should().Contain("'mini'");
    }

    private static ValueTask<bool> SwitchOff(Router router, params string[] tiers) =>
        router.Services.GetRequiredService<IRoutingControls>().ApplyAsync(new RoutingControl("off", "unwell") { DisabledTiers = tiers });

    [Fact]
    public async Task A_loop_shares_its_budget()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AtMost(cost: 0.002m));
        var call = Scenery.Call("look_up");
        call.Usage = new UsageDetails { InputTokenCount = 1_000, OutputTokenCount = 400 };
        router.Nano.Answers(call);

        var step = await router.Ask(options: Reading);
        var again = await router.Awaiting(it => it.Ask(After(step), Reading)).Should().ThrowAsync<RouteFailedClosedException>();

        (again.Which.GetRoute()!.Attempts.Count, router.Calls).Should().Be((0, 1));
    }

    [Fact]
    public async Task A_loop_shares_its_deadline()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AtMost(deadline: TimeSpan.FromSeconds(5)));
        router.Nano.Answers(Scenery.Call("look_up"));

        var step = await router.Ask(options: Reading);
        router.Time.Advance(TimeSpan.FromSeconds(6));

        await router.Awaiting(it => it.Ask(After(step), Reading)).Should().ThrowAsync<TiersExhaustedException>().WithMessage("*deadline*");
    }

    [Fact]
    public async Task A_loop_shares_its_attempts_and_steps_that_succeed_use_up_none()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AtMost(attempts: 2));
        router.Nano.Throws(Scenery.Overloaded());
        router.Mini.Answers(Scenery.Call("look_up")).Answers(Scenery.Call("look_up", "call-2")).Throws(Scenery.Overloaded());

        var first = await router.Ask(options: Reading);
        var second = await router.Ask(After(first), Reading);

        await router.Awaiting(it => it.Ask(After(second, call: "call-2"), Reading)).Should().ThrowAsync<TiersExhaustedException>().WithMessage("*all 2 attempts*");
    }

    [Fact]
    public async Task A_step_is_not_held_to_the_schema_and_the_answer_is()
    {
        using var router = Router.For<Lead>();
        router.Nano.Answers(Scenery.Call("look_up")).Answers("no");
        router.Mini.Answers(Scenery.Acme);

        var step = await router.Ask(options: Reading);
        var final = await router.Ask(After(step), Reading);

        (step.GetRoute()!.Tier, final.GetRoute()!.Tier, final.Text).Should().Be(("nano", "mini", Scenery.Acme));
    }

    [Fact]
    public async Task Stamps_never_reach_the_provider_and_the_callers_messages_keep_them()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers(Scenery.Call("look_up")).Answers("found");
        var step = await router.Ask(options: Reading);
        var talk = After(step);

        await router.Ask(talk, Reading);

        var sent = router.Nano.Calls[1].Messages;
        sent.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Single().AdditionalProperties.Should().BeNull();
        sent.Should().OnlyContain(message => message.AdditionalProperties == null);
        talk.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Single().AdditionalProperties.Should().NotBeNull();
    }

    [Theory]
    [InlineData("forged")]
    [InlineData(7)]
    [InlineData(null)]
    public async Task A_stamp_that_is_unknown_or_nonsense_is_harmless(object? stamp)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers("found");

        var answer = await router.Ask(Forged(stamp), Reading);

        answer.GetRoute()!.Id.Should().NotBe("forged");
        answer.GetRoute()!.Tier.Should().Be("nano");
    }

    [Fact]
    public async Task A_stamp_of_a_cheap_route_never_lowers_a_floor()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers(Scenery.Call("look_up"));
        router.Mini.Answers("careful");
        var step = await router.Ask(options: Reading);

        var answer = await router.Ask(After(step), Scenery.Tools(Scenery.ReadTool()).WithRouting(facts => facts.Recipients(5_000)));

        (answer.GetRoute()!.Tier, answer.GetRoute()!.Decision.Floor, answer.GetRoute()!.Outcome).Should().Be(("mini", "mini", Outcome.HeldForApproval));
    }

    [Fact]
    public async Task A_stamp_of_another_contract_is_worth_nothing()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), routing => routing.AddContract("other", contract => contract.ForIntent(TaskIntent.Plan)));
        router.Nano.Answers(Scenery.Call("look_up"));
        router.Full.Answers("found");
        var step = await router.Ask(options: Reading);

        var answer = await router.Chat.GetResponseAsync(After(step), Reading.WithContract("other"));

        answer.GetRoute()!.Id.Should().NotBe(step.GetRoute()!.Id);
        answer.GetRoute()!.Tier.Should().Be("full");
    }

    [Fact]
    public async Task A_loop_goes_on_after_its_history_travelled_as_json()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers(Scenery.Call("look_up")).Answers("found");
        var step = await router.Ask(options: Reading);
        var json = JsonSerializer.Serialize(After(step), AIJsonUtilities.DefaultOptions);

        var final = await router.Ask(JsonSerializer.Deserialize<List<ChatMessage>>(json, AIJsonUtilities.DefaultOptions)!, Reading);

        final.GetRoute()!.Id.Should().Be(step.GetRoute()!.Id);
    }

    [Fact]
    public async Task A_streamed_loop_through_the_host_is_one_route()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), around: chat => chat.UseFunctionInvocation());
        router.Nano.Answers(Scenery.Call("look_up")).Answers("found it");

        var updates = await router.Stream(options: Reading).ToList();

        string.Concat(updates.Select(update => update.Text)).Should().Be("found it");
        router.Audit.Records.Should().HaveCount(2);
        router.Audit.Records.Select(record => record.Route.Id).Distinct().Should().ContainSingle();
        router.Audit.Records[0].Route.IsStep.Should().BeTrue();
    }

    [Fact]
    public async Task A_loop_of_many_steps_through_the_host_stays_one_route_with_one_budget()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AtMost(cost: 0.01m), around: chat => chat.UseFunctionInvocation());
        router.Nano.Answers(Scenery.Call("look_up", "1", "a")).Answers(Scenery.Call("look_up", "2", "b")).Answers(Scenery.Call("look_up", "3", "c")).Answers("found", 100, 10);

        (await router.Ask(options: Reading)).Text.Should().Be("found");

        router.Audit.Records.Should().HaveCount(4);
        router.Audit.Records.Select(record => record.Route.Id).Distinct().Should().ContainSingle();
        router.Nano.Calls.Select(call => call.Options!.MaxOutputTokens).Should().BeInDescendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task The_time_that_a_person_takes_to_decide_about_a_call_does_not_count_against_the_deadline()
    {
        using var router = Asking(out var options);
        router.Mini.Answers(Scenery.Call("send_mail")).Answers("sent");

        var (asked, talk) = await AskedAbout(router, options);
        router.Time.Advance(TimeSpan.FromHours(1));
        talk.Add(asked);
        var done = await router.Ask(talk, options);

        (done.Text, router.Audit.Records.Select(record => record.Route.Id).Distinct().Count()).Should().Be(("sent", 1));
    }

    [Fact]
    public async Task The_time_before_and_after_a_person_decided_counts_together()
    {
        using var router = Asking(out var options);
        router.Mini.Answers((_, _) => Late(Scenery.Call("send_mail"))).Answers((_, _) => Late(Scenery.Finished("", ChatFinishReason.Stop)));
        router.Full.Answers("too late");

        var (asked, talk) = await AskedAbout(router, options);
        router.Time.Advance(TimeSpan.FromHours(1));
        talk.Add(asked);

        await router.Awaiting(it => it.Ask(talk, options)).Should().ThrowAsync<TiersExhaustedException>().WithMessage("*deadline*");
        router.Full.Calls.Should().BeEmpty();

        Task<ChatResponse> Late(ChatResponse answer)
        {
            router.Time.Advance(TimeSpan.FromSeconds(3));
            return Task.FromResult(answer);
        }
    }

    [Fact]
    public async Task Continuations_at_once_make_no_more_failed_attempts_together_than_one_may_alone()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AtMost(attempts: 2).On(Trigger.ProviderError, then => then.RetrySameTier(5).FailClosed()));
        var together = new TaskCompletionSource();
        router.Nano.Answers(Scenery.Call("look_up"));
        for (var time = 0; time < 16; time++)
        {
            router.Nano.Answers(async (_, _) =>
            {
                await together.Task;
                throw Scenery.Overloaded();
            });
        }

        var talk = After(await router.Ask(options: Reading));
        var asking = Enumerable.Range(0, 8).Select(_ => router.Awaiting(it => it.Ask(talk, Reading)).Should().ThrowAsync<TieredRoutingException>()).ToList();
        together.SetResult();
        await Task.WhenAll(asking);

        router.Nano.Calls.Should().HaveCount(1 + 2);
    }

    [Fact]
    public async Task Risk_work_that_escalates_before_it_starts_does_so_once_in_a_loop()
    {
        using var router = Router.With(
            contract => contract.ForIntent(TaskIntent.Classify).WithRisk(business: RiskLevel.High).On(Trigger.HighRisk, then => then.Escalate()),
            routing => routing.AddTier("vast", tier => tier.UseClient(new ScriptedChatClient().Answers(Scenery.Call("look_up")).AlwaysAnswers("found"))).AddTier("vaster", tier => tier.UseClient(new ScriptedChatClient())));

        var step = await router.Ask(options: Reading);
        var final = await router.Ask(After(step), Reading);

        (step.GetRoute()!.Tier, final.GetRoute()!.Tier, final.GetRoute()!.Id).Should().Be(("vast", "vast", step.GetRoute()!.Id));
    }

    [Fact]
    public async Task A_loop_that_becomes_risk_work_on_the_way_follows_the_contracts_plan_for_it()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithMaxOutput(1_000).On(Trigger.HighRisk, then => then.SwitchTo("full", narrow: true)));
        router.Nano.Answers(Scenery.Call("look_up"));
        router.Full.Answers("careful");

        var step = await router.Ask(options: Reading);
        var final = await router.Ask(After(step), Scenery.Tools(Scenery.ReadTool()).WithRouting(facts => facts.Recipients(5_000)));

        (final.GetRoute()!.Tier, router.Full.Calls[0].Options!.MaxOutputTokens).Should().Be(("full", 500));
    }

    [Fact]
    public async Task A_tool_call_that_was_cut_off_is_truncated_and_no_step()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        var half = Scenery.Call("look_up");
        half.FinishReason = ChatFinishReason.Length;
        router.Nano.Answers(half);
        router.Mini.Answers("found");

        var route = (await router.Ask(options: new ChatOptions { Tools = Reading.Tools, MaxOutputTokens = 300 })).GetRoute()!;

        (route.Tier, route.IsStep).Should().Be(("mini", false));
        route.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.Truncated);
    }

    private static Router Asking(out ChatOptions options)
    {
        options = Scenery.Tools(Scenery.WriteTool());
        return Router.With(contract => contract.ForIntent(TaskIntent.Answer).AtMost(deadline: TimeSpan.FromSeconds(5)), around: chat => chat.UseFunctionInvocation());
    }

    /// <summary>The approval of the call that is asked about, and the talk up to it.</summary>
    private static async Task<(ChatMessage Approval, List<ChatMessage> Talk)> AskedAbout(Router router, ChatOptions options)
    {
        var asked = await router.Ask("Write to Acme.", options);
        var request = asked.Messages.SelectMany(message => message.Contents).OfType<ToolApprovalRequestContent>().Single();
        return (new ChatMessage(ChatRole.User, [request.CreateResponse(approved: true)]), [new(ChatRole.User, "Write to Acme."), .. asked.Messages]);
    }

    private static List<ChatMessage> After(ChatResponse step, string call = "call-1") =>
        [new(ChatRole.User, "hello"), .. step.Messages, new(ChatRole.Tool, [new FunctionResultContent(call, "42")])];

    private static List<ChatMessage> Forged(object? stamp) =>
    [
        new(ChatRole.User, "hello"),
        new(ChatRole.Assistant, [new FunctionCallContent("call-1", "look_up") { AdditionalProperties = new() { ["tiered_routing.route"] = stamp } }]),
        new(ChatRole.Tool, [new FunctionResultContent("call-1", "42")]),
    ];
}

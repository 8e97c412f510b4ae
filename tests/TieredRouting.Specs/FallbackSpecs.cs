using System.Net;
using Microsoft.Extensions.AI;
using TieredRouting.Testing;

namespace TieredRouting.Specs;

public sealed class FallbackSpecs
{
    [Fact]
    public async Task A_cheap_answer_that_keeps_its_contract_is_released_as_it_is()
    {
        using var router = Router.For<Lead>();
        router.Nano.Answers(Scenery.Acme, 100, 10);

        var answer = await router.Ask<Lead>();

        answer.Result.Should().Be(new Lead("Acme", 5));
        var route = answer.GetRoute()!;
        (route.Tier, route.Outcome, route.Escalated, route.Cost).Should().Be(("nano", Outcome.Released, false, 0.00012m));
    }

    [Fact]
    public async Task Escalates_to_the_next_tier_when_the_answer_breaks_its_schema()
    {
        using var router = Router.For<Lead>();
        router.Nano.Answers("""{"company":"Acme"}""", 100, 10);
        router.Mini.Answers(Scenery.Acme, 100, 10);

        var route = (await router.Ask<Lead>()).GetRoute()!;

        (route.Tier, route.Escalations, route.Attempts.Count).Should().Be(("mini", 1, 2));
        route.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.SchemaFailure);
        route.Attempts[1].Verdict.IsAccepted.Should().BeTrue();
    }

    [Fact]
    public async Task Retries_with_the_violations_as_path_and_rule()
    {
        using var router = Router.For<Lead>(contract => contract.On(Trigger.SchemaFailure, then => then.RetrySameTier(1)));
        router.Nano.Answers("""{"company":"Acme","seats":"five"}""").Answers(Scenery.Acme);

        var answer = await router.Ask<Lead>();

        var again = router.Nano.Calls[1].Messages;
        again.Select(message => message.Role).Should().Equal(ChatRole.User, ChatRole.Assistant, ChatRole.User);
        again[2].Text.Should().Contain("/seats").And.NotContain("five");
        (answer.Result.Seats, answer.GetRoute()!.Escalated).Should().Be((5, false));
    }

    [Fact]
    public async Task Escalates_once_the_retries_are_used_up()
    {
        using var router = Router.For<Lead>(contract => contract.On(Trigger.SchemaFailure, then => then.RetrySameTier(1).Escalate()));
        router.Nano.Answers("no").Answers("no");
        router.Mini.Answers(Scenery.Acme);

        (await router.Ask<Lead>()).GetRoute()!.Attempts.Select(attempt => attempt.Tier).Should().Equal("nano", "nano", "mini");
    }

    [Fact]
    public async Task An_escalated_request_starts_afresh_without_the_failed_answer()
    {
        using var router = Router.For<Lead>();
        router.Nano.Answers("no");
        router.Mini.Answers(Scenery.Acme);

        await router.Ask<Lead>();

        router.Mini.Calls[0].Messages.Should().ContainSingle();
    }

    [Fact]
    public async Task Escalates_to_the_tier_that_the_contract_names()
    {
        using var router = Router.For<Lead>(contract => contract.On(Trigger.SchemaFailure, then => then.Escalate(to: "full")));
        router.Nano.Answers("no");
        router.Full.Answers(Scenery.Acme);

        (await router.Ask<Lead>()).GetRoute()!.Tier.Should().Be("full");
        router.Mini.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task Switches_down_to_a_smaller_tier_once()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Answer).On(Trigger.ProviderError, then => then.SwitchTo("nano")).AtMost(attempts: 9));
        router.Mini.Throws(Scenery.Overloaded());
        router.Nano.Throws(Scenery.Overloaded());

        var error = await router.Fails<TiersExhaustedException>();

        error.Attempts.Select(attempt => attempt.Tier).Should().Equal("mini", "nano");
    }

    [Fact]
    public async Task Never_switches_below_the_floor()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Plan).WithTiers(min: "mini").On(Trigger.ProviderError, then => then.SwitchTo("nano")));
        router.Full.Throws(Scenery.Overloaded());
        router.Mini.Answers("hi");

        (await router.Ask()).GetRoute()!.Tier.Should().Be("mini");
        router.Nano.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task A_narrow_switch_asks_for_less()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Answer)
            .WithPrompt("Answer well.", narrow: "Answer in one sentence.")
            .WithMaxOutput(1_000)
            .WithRoutineTools("send_mail")
            .On(Trigger.ProviderError, then => then.SwitchTo("nano", narrow: true)));
        router.Mini.Throws(Scenery.Overloaded());
        router.Nano.Answers("hi");

        await router.Ask(options: Scenery.Tools(Scenery.ReadTool(), Scenery.WriteTool()));

        var (wide, narrow) = (router.Mini.Calls[0].Options!, router.Nano.Calls[0].Options!);
        (wide.Instructions, wide.MaxOutputTokens, wide.Tools!.Count).Should().Be(("Answer well.", 1_000, 2));
        (narrow.Instructions, narrow.MaxOutputTokens).Should().Be(("Answer in one sentence.", 500));
        narrow.Tools.Should().ContainSingle().Which.Name.Should().Be("look_up");
    }

    [Fact]
    public async Task The_contracts_instructions_come_before_the_callers()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithPrompt("Be brief."));
        router.Nano.Answers("hi");

        await router.Ask(options: new ChatOptions { Instructions = "Be kind." });

        router.Nano.Calls[0].Options!.Instructions.Should().Be("Be brief.\n\nBe kind.");
    }

    [Fact]
    public async Task Fails_closed_where_the_contract_says_so()
    {
        using var router = Router.For<Lead>(contract => contract.On(Trigger.SchemaFailure, then => then.FailClosed()));
        router.Nano.Answers("no");

        var error = await router.Fails<RouteFailedClosedException>();

        (error.Rule, error.GetRoute()!.Outcome, router.Calls).Should().Be(("schemaFailure", Outcome.FailedClosed, 1));
    }

    [Fact]
    public async Task Asks_a_person_where_the_contract_says_so()
    {
        using var router = Router.For<Lead>(contract => contract.On(Trigger.SchemaFailure, then => then.HumanReview()));
        router.Nano.Answers("no");

        var answer = await router.Ask();

        (answer.GetApproval()!.Kind, answer.GetRoute()!.Outcome, answer.Text).Should().Be((ApprovalKind.Review, Outcome.HumanReview, ""));
    }

    [Fact]
    public async Task An_exhausted_plan_fails_closed_with_its_attempts_and_the_last_failure()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Answer));
        router.Mini.Throws(Scenery.Overloaded());
        var last = Scenery.Overloaded();
        router.Full.Throws(last);

        var error = await router.Fails<TiersExhaustedException>();

        error.Attempts.Should().HaveCount(2);
        error.InnerException.Should().BeSameAs(last);
        (error.GetRoute()!.Outcome, router.Record.Route.Outcome).Should().Be((Outcome.FailedClosed, Outcome.FailedClosed));
    }

    [Fact]
    public async Task The_last_failure_is_inside_when_the_attempts_are_used_up()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AtMost(attempts: 1));
        var last = Scenery.Overloaded();
        router.Nano.Throws(last);

        (await router.Fails<TiersExhaustedException>()).InnerException.Should().BeSameAs(last);
    }

    [Fact]
    public async Task An_exhausted_plan_can_end_with_a_person()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Plan).On(Trigger.Exhausted, then => then.HumanReview()));
        router.Full.Throws(Scenery.Overloaded());

        var answer = await router.Ask();

        (answer.GetApproval()!.Kind, answer.GetRoute()!.Outcome).Should().Be((ApprovalKind.Review, Outcome.HumanReview));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Never_makes_more_attempts_than_allowed(int attempts)
    {
        using var router = Router.For<Lead>(contract => contract.AtMost(attempts: attempts));
        router.Nano.AlwaysAnswers("no");
        router.Mini.AlwaysAnswers("no");
        router.Full.AlwaysAnswers("no");

        var error = await router.Fails<TiersExhaustedException>();

        error.Message.Should().Contain($"all {attempts} attempts");
        router.Calls.Should().Be(attempts);
    }

    [Fact]
    public async Task Three_attempts_are_the_default()
    {
        using var router = Router.For<Lead>(contract => contract.On(Trigger.SchemaFailure, then => then.RetrySameTier(9)));
        router.Nano.AlwaysAnswers("no");

        await router.Fails<TiersExhaustedException>();

        router.Nano.Calls.Should().HaveCount(3);
    }

    [Fact]
    public async Task An_escalation_for_which_no_attempt_is_left_is_none()
    {
        using var router = Router.For<Lead>(contract => contract.AtMost(attempts: 1));
        router.Nano.Answers("no");

        (await router.Fails<TiersExhaustedException>()).GetRoute()!.Escalations.Should().Be(0);
    }

    [Fact]
    public async Task Work_marked_as_high_risk_carries_the_mark()
    {
        using var router = Router.For<Lead>(contract => contract.On(Trigger.SchemaFailure, then => then.Escalate().MarkHighRisk()));
        router.Nano.Answers("no");
        router.Mini.Answers(Scenery.Acme);

        (await router.Ask()).GetRoute()!.MarkedHighRisk.Should().BeTrue();
        router.Record.Route.MarkedHighRisk.Should().BeTrue();
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, "throttled", Trigger.ProviderError)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "overloaded", Trigger.ProviderError)]
    [InlineData(HttpStatusCode.RequestTimeout, "timeout", Trigger.Timeout)]
    public async Task An_error_that_another_attempt_may_mend_moves_on(HttpStatusCode status, string error, Trigger trigger)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Throws(Scenery.Overloaded(status));
        router.Mini.Answers("hi");

        var failed = (await router.Ask()).GetRoute()!.Attempts[0];

        failed.Error.Should().Be(error);
        failed.Verdict.Triggers.Should().Equal(trigger);
    }

    [Fact]
    public async Task A_timeout_of_the_providers_own_moves_on()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Throws(new TaskCanceledException("The request was canceled due to the configured HttpClient.Timeout."));
        router.Mini.Answers("hi");

        (await router.Ask()).GetRoute()!.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.Timeout);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.UnprocessableEntity)]
    public async Task An_error_no_tier_can_mend_is_rethrown_untouched(HttpStatusCode status)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        var error = Scenery.Overloaded(status);
        router.Nano.Throws(error);

        (await router.Fails<HttpRequestException>()).Should().BeSameAs(error);

        (router.Calls, router.Record.Route.Outcome).Should().Be((1, Outcome.Failed));
    }

    [Fact]
    public async Task A_bug_of_ours_is_not_retried()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Throws(new InvalidCastException());

        await router.Fails<InvalidCastException>();

        router.Calls.Should().Be(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_breaks_while_an_answer_is_judged_leaves_it_on_record_and_paid_for(bool streaming)
    {
        using var router = Router.On(
            (_, tiers) => tiers.AddTier("nano", tier => tier.UseClient(new Breaking()).PricedAt(1, 2)),
            contract => contract.ForIntent(TaskIntent.Classify));

        await FluentActions.Awaiting(() => streaming ? router.Stream().ToList() : (Task)router.Ask()).Should().ThrowAsync<InvalidCastException>();

        var attempt = router.Record.Route.Attempts.Should().ContainSingle().Subject;
        (router.Record.Route.Outcome, attempt.Error, attempt.Verdict.ToString()).Should().Be((Outcome.Failed, "ownBug", "providerError"));
        (attempt.Cost > 0, router.Record.Route.Cost).Should().Be((true, attempt.Cost));
    }

    [Fact]
    public async Task An_error_fails_over_to_another_endpoint_of_the_same_tier_before_it_escalates()
    {
        using var router = Siblings(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Throws(Scenery.Overloaded());
        router.Mini.Answers("hi");

        var route = (await router.Ask()).GetRoute()!;

        route.Attempts.Select(attempt => attempt.Endpoint).Should().Equal("a", "b");
        (route.Tier, route.Escalated).Should().Be(("both", false));
    }

    [Fact]
    public async Task An_answer_that_is_an_error_fails_over_like_one()
    {
        using var router = Siblings(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers(new ChatResponse(new ChatMessage(ChatRole.Assistant, [new ErrorContent("boom")])));
        router.Mini.Answers("hi");

        var failed = (await router.Ask()).GetRoute()!.Attempts[0];

        (failed.Endpoint, failed.Error).Should().Be(("a", "errorContent"));
        router.Mini.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task Failing_over_stays_within_the_residency()
    {
        using var router = Siblings(contract => contract.ForIntent(TaskIntent.Classify).WithResidency("eu"));
        router.Nano.Throws(Scenery.Overloaded());

        await router.Fails<TiersExhaustedException>();

        router.Mini.Calls.Should().BeEmpty("it answers from the us");
    }

    [Fact]
    public async Task Escalating_stays_within_the_residency()
    {
        using var router = Router.On(
            (it, tiers) => tiers
                .AddTier("nano", tier => tier.UseClient(it.Nano).InRegions("eu"))
                .AddTier("mini", tier => tier.UseClient(it.Mini).InRegions("us"))
                .AddTier("full", tier => tier.UseClient(it.Full).InRegions("eu")),
            contract => contract.ForIntent(TaskIntent.Classify).WithResidency("eu"));
        router.Nano.Throws(Scenery.Overloaded());
        router.Full.Answers("hi");

        (await router.Ask()).GetRoute()!.Attempts.Select(attempt => attempt.Region).Should().Equal("eu", "eu");
        router.Mini.Calls.Should().BeEmpty();
    }

    [Theory]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, "too large")]
    [InlineData(HttpStatusCode.BadRequest, "context_length_exceeded")]
    public async Task A_prompt_too_long_for_the_provider_goes_to_a_larger_window(HttpStatusCode status, string message)
    {
        using var router = Router.On(
            (it, tiers) => tiers
                .AddTier("nano", tier => tier.UseClient(it.Nano).WithContextWindow(1_000))
                .AddTier("mini", tier => tier.UseClient(it.Mini).WithContextWindow(1_000))
                .AddTier("full", tier => tier.UseClient(it.Full).WithContextWindow(9_000)),
            contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Throws(Scenery.Overloaded(status, message));
        router.Full.Answers("hi");

        (await router.Ask()).GetRoute()!.Tier.Should().Be("full");
        router.Mini.Calls.Should().BeEmpty("its window is no larger");
    }

    [Fact]
    public async Task The_callers_cancellation_comes_back_as_it_was_after_the_record()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        using var caller = new CancellationTokenSource();
        OperationCanceledException? thrown = null;
        router.Nano.Answers((_, _) =>
        {
            caller.Cancel();
            throw thrown = new OperationCanceledException("mine", caller.Token);
        });

        var asking = await router.Awaiting(it => it.Ask(cancellationToken: caller.Token)).Should().ThrowAsync<OperationCanceledException>();

        asking.Which.Should().BeSameAs(thrown);
        (router.Record.Route.Outcome, router.Record.Route.Attempts.Count, router.Calls).Should().Be((Outcome.Cancelled, 1, 1));
    }

    [Fact]
    public async Task A_request_that_is_cancelled_before_it_starts_calls_nothing_and_is_recorded()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));

        await router.Awaiting(it => it.Ask(cancellationToken: new CancellationToken(canceled: true))).Should().ThrowAsync<OperationCanceledException>();

        (router.Record.Route.Outcome, router.Calls).Should().Be((Outcome.Cancelled, 0));
    }

    [Fact]
    public async Task The_deadline_ends_a_call_that_hangs()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AtMost(deadline: TimeSpan.FromSeconds(5)));
        router.Nano.Answers(async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return null!;
        });

        var asking = router.Ask();
        router.Time.Advance(TimeSpan.FromSeconds(5));

        var error = (await FluentActions.Awaiting(() => asking).Should().ThrowAsync<TiersExhaustedException>()).Which;
        error.Message.Should().Contain("deadline");
        error.Attempts.Should().ContainSingle().Which.Verdict.Triggers.Should().Equal(Trigger.Timeout);
    }

    [Fact]
    public async Task The_deadline_ends_a_call_that_hangs_and_ignores_its_token()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AtMost(deadline: TimeSpan.FromSeconds(5)));
        var never = new TaskCompletionSource<ChatResponse>();
        router.Nano.Answers((_, _) => never.Task);

        var asking = router.Ask();
        router.Time.Advance(TimeSpan.FromSeconds(5));

        await FluentActions.Awaiting(() => asking.WaitAsync(TimeSpan.FromSeconds(5))).Should().ThrowAsync<TiersExhaustedException>();
        router.Record.Route.Cost.Should().BePositive("what may have been billed is booked");
    }

    [Fact]
    public async Task The_deadline_holds_across_attempts()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AtMost(attempts: 9, deadline: TimeSpan.FromSeconds(5)));
        router.Nano.Answers((_, _) => Late(router, 3));
        router.Mini.Answers((_, _) => Late(router, 3));

        await router.Fails<TiersExhaustedException>();

        router.Full.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task A_refusal_by_a_content_filter_is_a_trigger_of_its_own()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).On(Trigger.Refusal, then => then.FailClosed()));
        router.Nano.Answers(Scenery.Finished("", ChatFinishReason.ContentFilter));

        (await router.Fails<RouteFailedClosedException>()).Rule.Should().Be("refusal");
    }

    [Fact]
    public async Task A_switch_in_a_circle_is_no_plan_that_runs_for_ever()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Answer).AtMost(attempts: 1_000)
            .On(Trigger.ProviderError, then => then.SwitchTo("nano"))
            .On(Trigger.Timeout, then => then.Escalate()));
        router.Nano.AlwaysAnswers("");
        router.Mini.AlwaysAnswers("");
        router.Full.AlwaysAnswers("");

        await router.Fails<TiersExhaustedException>();

        router.Calls.Should().Be(2);
    }

    [Theory]
    [InlineData("Refusal")]
    [InlineData("refusal")]
    public async Task A_refusal_that_a_provider_reports_as_an_error_is_a_refusal(string code)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).On(Trigger.Refusal, then => then.HumanReview()));
        router.Nano.Answers(new ChatResponse(new ChatMessage(ChatRole.Assistant, [new ErrorContent("I can't help with that.") { ErrorCode = code }])) { FinishReason = ChatFinishReason.Stop });

        var route = (await router.Ask()).GetRoute()!;

        route.Attempts.Should().ContainSingle().Which.Verdict.Triggers.Should().Equal(Trigger.Refusal);
        (route.Outcome, route.Attempts[0].Error).Should().Be((Outcome.HumanReview, null));
    }

    [Fact]
    public async Task An_error_whose_status_is_hidden_by_another_of_the_same_name_moves_on_and_is_recorded()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Throws(new HidingException());
        router.Mini.Answers("hi");

        (await router.Ask()).GetRoute()!.Attempts.Select(attempt => attempt.Error).Should().Equal("unknown", null);
    }

    [Theory]
    [InlineData("full")]
    [InlineData("mini")]
    public async Task Risk_work_that_switches_narrow_asks_for_less_from_the_first_attempt(string tier)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Draft)
            .WithPrompt("Answer well.", narrow: "Answer in one sentence.")
            .WithMaxOutput(1_000)
            .On(Trigger.HighRisk, then => then.SwitchTo(tier, narrow: true)));
        router.Mini.AlwaysAnswers("hi");
        router.Full.AlwaysAnswers("hi");

        var answer = await router.Ask(options: Scenery.Tools(Scenery.WriteTool(), Scenery.ReadTool()));

        var sent = router.Mini.Calls.Concat(router.Full.Calls).Should().ContainSingle().Which.Options!;
        (answer.GetRoute()!.Tier, sent.Instructions, sent.MaxOutputTokens).Should().Be((tier, "Answer in one sentence.", 500));
        sent.Tools.Should().ContainSingle().Which.Name.Should().Be("look_up");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task A_retry_after_an_empty_answer_repeats_no_empty_message(string empty)
    {
        using var router = Router.For<Lead>(contract => contract.On(Trigger.SchemaFailure, then => then.RetrySameTier(1)));
        router.Nano.Answers(empty).Answers(Scenery.Acme);

        await router.Ask();

        router.Nano.Calls[1].Messages.Select(message => message.Role).Should().Equal(ChatRole.User, ChatRole.User);
        router.Nano.Calls[1].Messages.Should().OnlyContain(message => message.Text.Length > 1);
    }

    [Theory]
    [InlineData(32_768, true)]
    [InlineData(32_769, false)]
    public async Task A_retry_after_a_runaway_answer_does_not_pay_for_it_again(int characters, bool repeated)
    {
        using var router = Router.For<Lead>(contract => contract.On(Trigger.SchemaFailure, then => then.RetrySameTier(1)));
        router.Nano.Answers(new string('z', characters)).Answers(Scenery.Acme);

        await router.Ask();

        router.Nano.Calls[1].Messages.Any(message => message.Role == ChatRole.Assistant).Should().Be(repeated);
        router.Nano.Calls[1].Messages[^1].Text.Should().StartWith("The last answer cannot be used");
    }

    private static async Task<ChatResponse> Late(Router router, int seconds)
    {
        await Task.Yield();
        router.Time.Advance(TimeSpan.FromSeconds(seconds));
        throw Scenery.Overloaded();
    }

    private static Router Siblings(Action<ContractBuilder> contract) => Router.On(
        (router, tiers) => tiers.AddTier("both", tier => tier
            .AddEndpoint("b", endpoint => endpoint.UseClient(router.Mini).InRegions("us"))
            .AddEndpoint("a", endpoint => endpoint.UseClient(router.Nano).InRegions("eu"))),
        contract);

    /// <summary>A provider's error with a status, which its heir hides behind a text.</summary>
    private class StatusException : Exception
    {
        public int Status { get; } = 400;
    }

    private sealed class HidingException : StatusException
    {
        public new string Status { get; } = "hidden";
    }

    /// <summary>A model whose answers break when they are looked at.</summary>
    private sealed class Breaking : IChatClient
    {
        private static readonly UsageDetails Usage = new() { InputTokenCount = 100, OutputTokenCount = 10 };

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse { Messages = [new ChatMessage { Contents = new BrokenContents() }], Usage = Usage });

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            new[] { new ChatResponseUpdate { Contents = new BrokenContents() } }.ToAsyncEnumerable();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
            // Nothing to let go of.
        }
    }

    private sealed class BrokenContents : List<AIContent>, IList<AIContent>
    {
        AIContent IList<AIContent>.this[int index]
        {
            get => throw new InvalidCastException();
            set => throw new InvalidCastException();
        }

        int ICollection<AIContent>.Count => 1;
    }
}

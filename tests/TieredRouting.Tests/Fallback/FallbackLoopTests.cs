using CsCheck;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Economics;
using TieredRouting.Fallback;
using TieredRouting.Testing;

namespace TieredRouting.Tests.Fallback;

/// <summary>What holds of every route, whatever the providers do.</summary>
public sealed class FallbackLoopTests
{
    [Fact]
    public async Task Every_call_leaves_one_record_within_its_bounds() =>
        await RouteScript.Any.SampleAsync(async script =>
        {
            var playing = await script.PlayAsync();
            var route = playing.Records.Should().ContainSingle().Subject.Route;

            route.Attempts.Should().HaveCount(playing.ModelCalls);
            route.Attempts.Count(attempt => attempt.Kind == CallKind.Answer).Should().BeLessThanOrEqualTo(script.Attempts, "the passes of a check are one attempt");
            route.Cost.Should().Be(route.Attempts.Sum(attempt => attempt.Cost));
            if (!script.Lines.Contains(RouteScript.Line.Overbilled))
                route.Cost.Should().BeLessThanOrEqualTo(script.MaxCost ?? decimal.MaxValue);
            if (route.Outcome == Outcome.Released)
                route.Attempts[^1].Verdict.Should().Match<AttemptVerdict>(verdict => verdict.IsAccepted || (script.Streams && verdict.Triggers[0] == Trigger.Truncated), "a stream that was cut off has gone out, and the record says so");
            else if (route.Outcome != Outcome.HeldForApproval)
                route.Attempts.Should().NotContain(attempt => attempt.Verdict.IsAccepted);
        }, iter: 1_000);

    [Fact]
    public async Task Attempts_stay_between_floor_and_maximum_and_descend_only_by_a_switch() =>
        await RouteScript.Any.SampleAsync(async script =>
        {
            var route = (await script.PlayAsync()).Route;
            var tiers = route.Attempts.Select(attempt => Array.IndexOf(RouteScript.Tiers, attempt.Tier)).ToList();

            tiers.Should().NotContain(tier => tier < Array.IndexOf(RouteScript.Tiers, route.Decision.Floor) || tier > script.Bounds.Max);
            if (!script.CanSwitch)
                tiers.Should().BeInAscendingOrder();
        }, iter: 500);

    [Fact]
    public async Task The_caller_gets_what_the_record_says() =>
        await RouteScript.Any.SampleAsync(async script =>
        {
            var playing = await script.PlayAsync();

            switch (playing.Route.Outcome)
            {
                case Outcome.Released or Outcome.HeldForApproval or Outcome.HumanReview:
                    playing.Failure.Should().BeNull();
                    break;
                case Outcome.FailedClosed:
                    playing.Failure.Should().BeAssignableTo<TieredRoutingException>().Which.Route.Should().BeSameAs(playing.Route);
                    break;
                case Outcome.Cancelled:
                    playing.Failure.Should().BeAssignableTo<OperationCanceledException>();
                    break;
                default:
                    playing.Failure.Should().NotBeNull().And.NotBeAssignableTo<TieredRoutingException>();
                    break;
            }
        }, iter: 500);

    [Fact]
    public async Task The_same_script_takes_the_same_path() =>
        await RouteScript.Any.SampleAsync(async script => (await script.PlayAsync()).Path.Should().Be((await script.PlayAsync()).Path), iter: 300);

    [Fact]
    public async Task Nothing_stays_reserved_and_the_budget_knows_what_was_paid() =>
        await RouteScript.Any.SampleAsync(async script =>
        {
            var time = new FakeTimeProvider();
            using var caller = new CancellationTokenSource();
            var routing = new TieredRoutingBuilder();
            script.Configure(routing, script.Client(time, caller), new RecordingAuditSink());

            var run = await LoopRun.PlayAsync(routing, time, caller.Token);

            run.State.Budget.Reserved.Should().Be(0);
            run.State.Budget.Spent.Should().Be(run.Attempts.Sum(attempt => attempt.Cost));
        }, iter: 500);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    public async Task An_escalation_counts_once_the_door_has_let_its_attempt_in(int letIn, int escalations)
    {
        var client = new ScriptedChatClient().Answers("").AlwaysAnswers("18");
        var routing = new TieredRoutingBuilder().AddTier("nano", tier => tier.UseClient(client)).AddTier("full", tier => tier.UseClient(client))
            .AddContract("lead", contract => contract.ForIntent(TaskIntent.Classify));

        var run = await LoopRun.PlayAsync(routing, new FakeTimeProvider(), TestContext.Current.CancellationToken, door => new ShuttingDoor(door, letIn));

        (run.Escalations, run.Attempts.Count).Should().Be((escalations, letIn));
        run.State.HasAttempts(2, 3).Should().BeTrue("an attempt that was not let in uses up none");
    }

    [Fact]
    public async Task An_empty_stream_is_no_answer_whatever_empty_pieces_it_has()
    {
        var route = await StreamAsync(new ScriptedChatClient().Answers("", 10, 0));

        route.Attempts[0].Should().BeEquivalentTo(new { Error = "empty", Verdict = AttemptVerdict.Rejected(Trigger.ProviderError) });
        (route.Tier, route.Outcome).Should().Be(("full", Outcome.Released));
    }

    [Fact]
    public async Task A_stream_that_is_filtered_before_its_first_word_is_a_refusal()
    {
        var refusal = new ChatResponse(new ChatMessage(ChatRole.Assistant, "")) { FinishReason = ChatFinishReason.ContentFilter };

        var route = await StreamAsync(new ScriptedChatClient().Answers(refusal));

        route.Attempts[0].Should().BeEquivalentTo(new { Error = (string?)null, Verdict = AttemptVerdict.Rejected(Trigger.Refusal) });
        (route.Tier, route.Outcome).Should().Be(("full", Outcome.Released));
    }

    [Fact]
    public async Task A_stream_that_a_provider_gives_up_before_its_first_word_is_a_timeout()
    {
        var route = await StreamAsync(new ScriptedChatClient().Throws(new OperationCanceledException()));

        route.Attempts[0].Should().BeEquivalentTo(new { Error = "timeout", Verdict = AttemptVerdict.Rejected(Trigger.Timeout) });
    }

    /// <summary>Streams free text from a ladder of two, the second of which answers.</summary>
    private static async Task<RouteResult> StreamAsync(ScriptedChatClient nano)
    {
        var audit = new RecordingAuditSink();
        await using var services = new ServiceCollection().BuildServiceProvider();
        using var router = new ChatClientBuilder(new ScriptedChatClient()).UseTieredRouting(routing => routing
            .AddTier("nano", tier => tier.UseClient(nano))
            .AddTier("full", tier => tier.UseClient(new ScriptedChatClient().AlwaysAnswers("All is well")))
            .AddContract("reply", contract => contract.ForIntent(TaskIntent.Answer).StartAt("nano"))
            .AuditTo.Sink(audit)).Build(services);
        await router.GetStreamingResponseAsync("How is it?", new ChatOptions().WithContract("reply")).ToChatResponseAsync();
        return audit.Records.Single().Route;
    }

    /// <summary>Lets so many attempts in, and then says that somebody else took the money.</summary>
    private sealed class ShuttingDoor(IMeteredDoor door, int letIn) : IMeteredDoor
    {
        private int _left = letIn;

        public IAdmission Admit(ReadOnlySpan<ModelCall> calls) =>
            _left-- > 0 ? door.Admit(calls) : new Admission(calls[0].Budget, [], TimeProvider.System) { Refused = RefusalReasons.Budget };

        public ValueTask<IAdmission> WaitAsync(ModelCall call, CancellationToken cancellation) => door.WaitAsync(call, cancellation);
    }
}

using Microsoft.Extensions.AI;

namespace TieredRouting.Specs;

public sealed class SignalSpecs
{
    [Fact]
    public async Task A_signal_of_ones_own_can_be_read_by_a_rule()
    {
        using var router = With(_ => Task.FromResult(Signal.Of("mood", "angry")));

        (await router.Plan()).Tier.Should().Be("full");
    }

    [Fact]
    public async Task An_extractor_that_throws_leaves_its_signal_unavailable()
    {
        using var router = With(_ => throw new InvalidCastException("secret"));

        await Unavailable(router, "InvalidCastException");
    }

    [Fact]
    public async Task An_extractor_that_fails_later_leaves_its_signal_unavailable()
    {
        using var router = With(async _ =>
        {
            await Task.Yield();
            throw new InvalidCastException("secret");
        });

        await Unavailable(router, "InvalidCastException");
    }

    [Fact]
    public async Task An_extractor_that_answers_under_another_name_leaves_its_signal_unavailable()
    {
        using var router = With(_ => Task.FromResult(Signal.Of("temper", "angry")));

        await Unavailable(router, "another name");
    }

    [Fact]
    public async Task An_extractor_that_answers_null_leaves_its_signal_unavailable()
    {
        using var router = With(_ => Task.FromResult<Signal>(null!));

        await Unavailable(router, "another name");
    }

    [Fact]
    public async Task An_extractor_that_runs_over_its_time_leaves_its_signal_unavailable_and_the_request_goes_on()
    {
        var never = new TaskCompletionSource<Signal>();
        using var router = With(_ => never.Task);
        router.Nano.Answers("hi");

        var asking = router.Ask();
        asking.IsCompleted.Should().BeFalse();
        router.Time.Advance(TimeSpan.FromSeconds(1));

        var decision = (await asking).GetRoute()!.Decision;
        decision.Signals.Should().Contain(signal => signal.Name == "mood" && signal.Why!.Contains("over its time"));
        decision.Signals["length"].Should().NotBeNull("the others are there");
    }

    [Fact]
    public async Task A_request_that_is_cancelled_while_its_signals_are_measured_is_on_record()
    {
        using var caller = new CancellationTokenSource();
        using var router = With(_ => new TaskCompletionSource<Signal>().Task);

        var asking = router.Ask(cancellationToken: caller.Token);
        await caller.CancelAsync();

        await FluentActions.Awaiting(() => asking).Should().ThrowAsync<OperationCanceledException>();
        (router.Record.Route.Outcome, router.Calls).Should().Be((Outcome.Cancelled, 0));
    }

    [Fact]
    public async Task An_unavailable_signal_lowers_nothing()
    {
        using var router = Router.With(
            contract => contract.ForIntent(TaskIntent.Classify).WithRisk(business: RiskLevel.High),
            routing => routing.AddExtractor(new TestExtractor("mood", _ => throw new InvalidCastException())));

        var decision = await router.Plan();

        (decision.Class, decision.Floor, decision.Approval).Should().Be((WorkClass.T2, "mini", true));
    }

    [Fact]
    public async Task A_failing_extractor_is_logged_by_name()
    {
        using var router = With(_ => throw new InvalidCastException("secret"));

        await router.Plan();

        router.Logs.LatestRecord.Message.Should().Contain("Signal 'mood'").And.NotContain("secret");
    }

    [Fact]
    public async Task The_length_of_content_that_is_not_text_is_unavailable_and_never_zero()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers("a cat");

        var answer = await router.Ask([new ChatMessage(ChatRole.User, [new TextContent("What is this?"), new DataContent("data:image/png;base64,AAAA")])]);

        answer.GetRoute()!.Decision.Signals.Single(signal => signal.Name == "length").IsAvailable.Should().BeFalse();
    }

    [Theory]
    [InlineData("hello", 4 + 2)]
    [InlineData("日本語", 4 + 3)]
    public async Task The_length_is_estimated_from_the_text(string text, int tokens)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));

        (await router.Plan(text)).Signals["length"]!.Number("tokens").Should().Be(tokens);
    }

    [Fact]
    public async Task The_exact_tokenizer_counts_only_near_a_bound()
    {
        var counted = 0;
        int Count(string text)
        {
            counted++;
            return text.Length;
        }

        using var router = Router.With(
            contract => contract.ForIntent(TaskIntent.Classify),
            routing => routing.AddTier("narrow", tier => tier.UseClient(new Testing.ScriptedChatClient()).WithContextWindow(1_000)).CountTokensWith(Count));

        await router.Plan("hello");
        counted.Should().Be(0);

        (await router.Plan(new string('x', 3_000))).Signals["length"]!.Number("tokens").Should().Be(3_004);
        counted.Should().Be(1);
    }

    [Fact]
    public async Task How_strict_the_output_must_be_is_a_signal()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        using var typed = Router.For<Lead>();

        (await router.Plan()).Signals["outputStrictness"]!.Text().Should().Be("text");
        (await router.Plan(options: new ChatOptions { ResponseFormat = ChatResponseFormat.Json })).Signals["outputStrictness"]!.Text().Should().Be("json");
        (await typed.Plan()).Signals["outputStrictness"]!.Text().Should().Be("schema");
    }

    [Fact]
    public async Task A_fact_nobody_stated_is_an_unavailable_signal()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));

        var signals = (await router.Plan()).Signals;

        signals.Where(signal => !signal.IsAvailable).Select(signal => signal.Name).Should().BeEquivalentTo("blastRadius", "cohortHistory", "difficulty", "retrievalConfidence", "userTier");
    }

    /// <summary>A router with one more signal, and a rule that sends angry people to the top.</summary>
    private static Router With(Func<CancellationToken, Task<Signal>> extract) => Router.With(
        contract => contract.ForIntent(TaskIntent.Classify),
        routing => routing
            .AddExtractor(new TestExtractor("mood", extract))
            .AddRule("mood", context => context.Signals["mood"]?.Text() == "angry" ? new Requirement("angry") { MinimumTier = "full" } : null));

    private static async Task Unavailable(Router router, string why)
    {
        router.Nano.Answers("hi");

        var decision = (await router.Ask()).GetRoute()!.Decision;

        decision.Signals.Should().Contain(signal => signal.Name == "mood" && signal.Why!.Contains(why) && !signal.Why.Contains("secret"));
        decision.Tier.Should().Be("nano");
    }
}

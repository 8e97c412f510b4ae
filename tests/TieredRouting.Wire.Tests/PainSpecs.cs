using Microsoft.Extensions.AI;
using TieredRouting.Testing;

namespace TieredRouting.Wire.Tests;

/// <summary>What hurts users of other routers, each as a story over a real wire: routes, money and models. Streams have stories of their own.</summary>
public sealed class PainSpecs
{
    [Fact]
    public async Task A_plan_in_a_circle_and_an_error_of_our_own_come_to_one_attempt_and_a_few_lines_of_log()
    {
        var calls = 0;
        await using var router = await WiredRouter.StartAsync(
            OpenAIWire.Says("never"),
            contract => contract.AtMost(attempts: 1_000).On(Trigger.ProviderError, then => then.RetrySameTier(1_000).SwitchTo("small")),
            client: _ => new ScriptedChatClient().Answers((_, _) =>
            {
                calls++;
                throw new InvalidOperationException("ours");
            }));

        await router.Router.Fails<InvalidOperationException>();

        (calls, router.Route.Attempts.Count, router.Large.Requests.Count).Should().Be((1, 1, 0));
        router.Router.Logs.Count.Should().BeLessThan(10);
    }

    [Fact]
    public async Task A_provider_that_is_down_is_asked_as_often_as_the_plan_says_and_no_more()
    {
        await using var router = await WiredRouter.StartAsync(
            OpenAIWire.Fails(503, "busy"),
            contract => contract.AtMost(attempts: 1_000).On(Trigger.ProviderError, then => then.RetrySameTier(2).SwitchTo("small")));
        router.Small.Then([.. Enumerable.Repeat(OpenAIWire.Fails(503, "busy"), 50)]);

        await router.Router.Fails<TiersExhaustedException>();

        (router.Small.Requests.Count, router.Large.Requests.Count).Should().Be((3, 0));
    }

    [Fact]
    public async Task A_fallback_does_not_start_the_count_of_attempts_again()
    {
        await using var router = await WiredRouter.StartAsync(
            OpenAIWire.Fails(503, "busy"),
            contract => contract.AtMost(attempts: 3).On(Trigger.ProviderError, then => then.RetrySameTier(1).Escalate()),
            large: OpenAIWire.Fails(503, "busy"));
        router.Small.Then([.. Enumerable.Repeat(OpenAIWire.Fails(503, "busy"), 9)]);
        router.Large.Then([.. Enumerable.Repeat(OpenAIWire.Fails(503, "busy"), 9)]);

        var error = await router.Router.Fails<TiersExhaustedException>();

        (router.Small.Requests.Count, router.Large.Requests.Count, error.Attempts.Count).Should().Be((2, 1, 3));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_cascade_cost_is_what_each_model_used_at_its_own_price(bool streaming)
    {
        await using var router = await WiredRouter.StartAsync(
            context => (context.IsStreaming()
                ? Http.Streams(Http.EventStream, OpenAIWire.Stop("content_filter"), OpenAIWire.Used(1_000, 100), OpenAIWire.Done)
                : OpenAIWire.Says("cut", 1_000, 100, "content_filter"))(context));

        var answer = await router.AskAsync(streaming);

        router.Route.Attempts.Select(attempt => (attempt.Tier, attempt.Cost, attempt.Estimated)).Should().Equal(
            ("small", (1_000 * 1m + 100 * 2m) / 1_000_000m, false),
            ("large", (10 * 10m + 5 * 20m) / 1_000_000m, false));
        router.Route.Cost.Should().Be(0.0014m);
        answer.GetRoute()!.Cost.Should().Be(router.Route.Cost);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failed_attempt_that_may_be_billed_is_on_record_with_all_that_it_may_have_cost(bool streaming)
    {
        await using var router = await WiredRouter.StartAsync(OpenAIWire.Fails(500, "boom"), contract => contract.WithMaxOutput(500));

        await router.AskAsync(streaming);

        var failed = router.Route.Attempts[0];
        (failed.Usage, failed.Estimated, failed.Cost >= 500 * 2m / 1_000_000m).Should().Be((null, true, true), "0 tokens would say that it was free");
    }

    [Fact]
    public async Task A_failed_attempt_that_reports_its_usage_is_on_record_with_it()
    {
        await using var router = await WiredRouter.StartAsync(Http.Streams(Http.EventStream, OpenAIWire.ErrorEvent(), OpenAIWire.Stop(), OpenAIWire.Used(700, 0), OpenAIWire.Done));

        await router.AskAsync(streaming: true);

        (router.Route.Attempts[0].Error, router.Route.Attempts[0].Usage, router.Route.Attempts[0].Cost).Should().Be(("empty", new TokenUsage(700, 0, 0, 0), 0.0007m));
    }

    [Fact]
    public async Task A_fallback_never_reaches_a_model_that_the_request_may_not_use()
    {
        await using var router = await WiredRouter.StartAsync(OpenAIWire.Fails(503, "busy"), contract => contract.WithResidency("eu"), smallAs: tier => tier.InRegions("eu"), largeAs: tier => tier.InRegions("us"));

        await router.Router.Fails<TiersExhaustedException>();

        router.Large.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_fallback_asks_for_the_models_own_name_and_not_for_the_callers_or_the_routers()
    {
        await using var router = await WiredRouter.StartAsync(OpenAIWire.Fails(503, "busy"), smallAs: tier => tier.UseModel("small-1"), largeAs: tier => tier.UseModel("large-1"));

        await router.AskAsync(options: new ChatOptions { ModelId = "the-router" });

        (router.Small.Requests[0].Model, router.Large.Requests[0].Model).Should().Be(("small-1", "large-1"));
    }

    [Fact]
    public async Task A_prompt_beyond_the_small_models_window_is_never_sent_to_it()
    {
        await using var router = await WiredRouter.StartAsync(OpenAIWire.Says("small"), smallAs: tier => tier.WithContextWindow(2_000), largeAs: tier => tier.WithContextWindow(100_000));

        (await router.Router.Ask(string.Join(' ', Enumerable.Repeat("many words", 2_000)))).Text.Should().Be("large");

        router.Small.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_prompt_that_the_provider_finds_too_long_goes_to_a_larger_window()
    {
        await using var router = await WiredRouter.StartAsync(OpenAIWire.Fails(400, "context_length_exceeded", "too many"), smallAs: tier => tier.WithContextWindow(2_000), largeAs: tier => tier.WithContextWindow(100_000));

        (await router.AskAsync()).Text.Should().Be("large");

        (router.Route.Attempts[0].Error, router.Route.Attempts[0].Cost).Should().Be(("contextTooLong", 0m));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tool_loop_stays_with_its_model_and_repeats_its_prompt_word_for_word(bool streaming)
    {
        Reply call = context => (context.IsStreaming() ? OpenAIWire.StreamsCall("look_up") : OpenAIWire.Calls("look_up"))(context);
        Reply again = context => (context.IsStreaming() ? OpenAIWire.StreamsCall("look_up", "call-2", """{"q":2}""") : OpenAIWire.Calls("look_up", "call-2", """{"q":2}"""))(context);
        await using var router = await WiredRouter.StartAsync(call, around: chat => chat.UseFunctionInvocation());
        router.Small.Then(again, OpenAIWire.Either("found"));

        (await router.AskAsync(streaming, Scenery.Tools(Scenery.ReadTool()))).Text.Should().EndWith("found");

        var prompts = router.Small.Requests.Select(request => request.Body.GetProperty("messages").EnumerateArray().Select(message => message.GetRawText()).ToList()).ToList();
        prompts.Should().HaveCount(3);
        prompts[1].Take(prompts[0].Count).Should().Equal(prompts[0], "a provider's cache knows a prompt by how it begins");
        prompts[2].Take(prompts[1].Count).Should().Equal(prompts[1]);
        router.Large.Requests.Should().BeEmpty();
        router.Router.Audit.Records.Select(record => record.Route.Id).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task A_streamed_cascade_says_what_all_of_it_used_and_how_often_it_called()
    {
        await using var router = await WiredRouter.StartAsync(Http.Streams(Http.EventStream, OpenAIWire.Word(" "), OpenAIWire.Stop(), OpenAIWire.Used(10, 1), OpenAIWire.Done), contract => contract.AtMost(attempts: 2));

        var updates = await router.Router.Stream().ToList();

        var route = updates[^1].GetRoute()!;
        route.Attempts.Select(attempt => attempt.Usage!.Value).Should().Equal(new TokenUsage(10, 0, 1, 0), new TokenUsage(10, 0, 5, 0));
        updates.SelectMany(update => update.Contents).OfType<UsageContent>().Sum(usage => usage.Details.OutputTokenCount).Should().Be(5, "the host's usage is that of the answer which went out");
        (router.Small.Requests.Count + router.Large.Requests.Count).Should().Be(route.Attempts.Count);
    }

    [Fact]
    public async Task A_threshold_says_which_rule_read_which_signal_and_what_that_was()
    {
        await using var router = await WiredRouter.StartAsync(
            OpenAIWire.Says("small"),
            contract => contract.AddRule("weak-retrieval", at => at.Signals["retrievalConfidence"]?.Value is < 0.5 ? new Requirement("little was found") { MinimumTier = "large", Signal = "retrievalConfidence" } : null));

        await router.AskAsync(options: new ChatOptions().WithRouting(facts => facts.RetrievalConfidence(0.4)));

        router.Route.Decision.Reasons.Should().Contain(reason => reason.Rule == "weak-retrieval" && reason.Signal == "retrievalConfidence" && reason.Because == "little was found");
        (router.Route.Decision.Signals["retrievalConfidence"]?.Value, router.Route.Tier).Should().Be((0.4, "large"));
    }
}

using System.Net;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using System.Diagnostics.Metrics;
using static TieredRouting.Specs.Scenery;

namespace TieredRouting.Specs;

/// <summary>Endpoints that fail are left alone for a while. nano has one endpoint, mini two, full one.</summary>
public sealed class CircuitSpecs
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task An_endpoint_that_keeps_failing_is_skipped_and_its_tier_goes_on_with_another()
    {
        using var router = On("mini");
        router.Mini.FailsTimes(5).AlwaysAnswers("no");
        router.Full.AlwaysAnswers("hi");

        for (var i = 0; i < 7; i++)
            await router.Ask();

        router.Mini.Calls.Count.Should().Be(5);
        router.Audit.Records.Select(record => record.Route.Attempts.Count).Should().Equal(2, 2, 2, 2, 2, 1, 1);
        router.Audit.Records[^1].Route.Attempts[0].Endpoint.Should().Be("mini-b");
        router.Audit.Records[^1].Route.Escalated.Should().BeFalse();
    }

    [Fact]
    public async Task A_retry_after_is_honoured_and_then_one_request_finds_out_whether_the_endpoint_is_back()
    {
        using var router = On("mini");
        router.Mini.Throws(Throttled(30)).Throws(Overloaded()).AlwaysAnswers("back");
        router.Full.AlwaysAnswers("hi");

        foreach (var (seconds, calls) in ((int, int)[])[(0, 1), (29, 1), (1, 2), (4, 2), (6, 3), (0, 4)])
        {
            router.Time.Advance(seconds * Second);
            await router.Ask();
            router.Mini.Calls.Count.Should().Be(calls, $"at {router.Time.GetUtcNow():mm:ss}");
        }
    }

    [Fact]
    public async Task An_open_circuit_is_not_waited_on_and_the_plan_moves_on_as_after_a_provider_error()
    {
        using var router = On("full", contract => contract.On(Trigger.ProviderError, then => then.RetrySameTier(2).SwitchTo("mini")));
        router.Nano.Throws(Throttled(600));
        router.Mini.AlwaysAnswers("hi");
        router.Full.AlwaysAnswers("hi");
        await router.Ask();

        var answer = await router.Ask();

        (answer.GetRoute()!.Tier, answer.GetRoute()!.Attempts.Count, answer.GetRoute()!.Escalated, router.Nano.Calls.Count).Should().Be(("mini", 1, false, 1));
    }

    [Fact]
    public async Task Where_every_circuit_is_open_the_request_ends_at_once_and_says_so()
    {
        using var router = On("mini", contract => contract.WithTiers(max: "mini"));
        router.Mini.Throws(Throttled(60));
        router.Full.Throws(Throttled(60));
        await router.Fails<TiersExhaustedException>();

        var failure = await router.Fails<TiersExhaustedException>();

        failure.Attempts.Should().BeEmpty();
        failure.Message.Should().Contain("no tier remains after providerError (not asked: 'mini-a', circuit open, 'mini-b', circuit open)");
        router.Calls.Should().Be(2);
    }

    [Fact]
    public async Task A_switch_never_goes_below_the_floor_when_the_top_tier_is_down()
    {
        using var router = On("full", contract => contract.WithTiers(min: "full").On(Trigger.ProviderError, then => then.SwitchTo("mini")));
        router.Nano.Throws(Throttled(60));

        await router.Fails<TiersExhaustedException>();
        await router.Fails<TiersExhaustedException>();

        (router.Mini.Calls.Count, router.Full.Calls.Count).Should().Be((0, 0));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task What_the_request_or_the_key_did_wrong_opens_nothing(HttpStatusCode status)
    {
        using var router = On("mini");
        router.Mini.FailsTimes(8, status);

        for (var i = 0; i < 8; i++)
            await router.Fails<HttpRequestException>();

        router.Mini.Calls.Count.Should().Be(8);
    }

    [Fact]
    public async Task A_conversation_that_an_endpoint_holds_fails_closed_while_its_circuit_is_open()
    {
        using var router = On("mini");
        router.Mini.Answers(new ChatResponse(new ChatMessage(ChatRole.Assistant, "hi")) { ConversationId = "c-1" }).Throws(Throttled(60));
        router.Full.AlwaysAnswers("hi");
        var held = (await router.Ask()).ConversationId;
        await router.Ask();

        var failure = await router.Fails<RouteFailedClosedException>(new ChatOptions { ConversationId = held });

        (failure.Rule, failure.Route.Attempts.Count).Should().Be(("pinnedConversation", 0));
    }

    [Fact]
    public async Task A_stream_passes_an_open_circuit_by_too()
    {
        using var router = On("mini");
        router.Mini.Throws(Throttled(60));
        router.Full.AlwaysAnswers("hi");

        await router.Stream().ToList();
        await router.Stream().ToList();

        (router.Mini.Calls.Count, router.Full.Calls.Count).Should().Be((1, 2));
    }

    [Fact]
    public async Task A_circuit_that_flaps_for_an_hour_fills_no_log()
    {
        using var router = On("mini");
        var fails = true;
        for (var i = 0; i < 10_000; i++)
            router.Mini.Answers((_, _) => fails ? throw Throttled(1) : Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "hi"))));
        router.Full.AlwaysAnswers("hi");
        using var changes = new MetricCollector<long>(router.Services.GetRequiredService<IMeterFactory>(), TieredRoutingTelemetry.SourceName, TieredRoutingTelemetry.CircuitChanges);

        for (var second = 0; second < 3_600; second++, fails = !fails)
        {
            await router.Ask();
            router.Time.Advance(Second);
        }

        router.Logs.GetSnapshot().Count(log => log.Message.Contains("circuit", StringComparison.Ordinal)).Should().BeInRange(60, 121);
        changes.GetMeasurementSnapshot().Select(change => change.Tags[TieredRoutingTelemetry.CircuitState]).Distinct().Should().BeEquivalentTo(["open", "halfOpen", "closed"]);
    }

    [Fact]
    public async Task Only_changes_are_logged_and_not_every_request_that_passes_by()
    {
        using var router = On("mini");
        router.Mini.Throws(Throttled(60)).AlwaysAnswers("hi");
        router.Full.AlwaysAnswers("hi");

        for (var i = 0; i < 20; i++)
            await router.Ask();
        router.Time.Advance(60 * Second);
        await router.Ask();

        router.Logs.GetSnapshot().Where(log => log.Message.Contains("circuit", StringComparison.Ordinal)).Select(log => (log.Level, log.Message)).Should().Equal(
            (LogLevel.Warning, "The circuit of mini/mini-a is open for 60 s: it keeps failing or asks to be left alone (1 change(s) since the last such message)"),
            (LogLevel.Information, "The circuit of mini/mini-a is closed: it answers again"));
    }

    [Fact]
    public async Task A_time_that_ran_out_elsewhere_is_not_held_against_the_endpoint_that_had_the_rest_of_it()
    {
        using var router = On("mini", contract => contract.AtMost(deadline: 10 * Second));
        for (var i = 0; i < 6; i++)
        {
            router.Mini.Answers(async (_, _) =>
            {
                await Task.Delay(9 * Second, router.Time, CancellationToken.None);
                throw Overloaded();
            });
            router.Full.Answers((_, _) => new TaskCompletionSource<ChatResponse>().Task);
        }

        for (var i = 0; i < 6; i++)
        {
            var asking = router.Ask();
            router.Time.Advance(9 * Second);
            router.Time.Advance(Second);
            await FluentActions.Awaiting(() => asking).Should().ThrowAsync<TiersExhaustedException>();
        }

        router.Full.Calls.Count.Should().BeGreaterThanOrEqualTo(5, "mini-b was never at fault");
        router.Logs.GetSnapshot().Should().NotContain(log => log.Message.Contains("circuit of mini/mini-b", StringComparison.Ordinal));
    }

    private static HttpRequestException Throttled(int seconds)
    {
        var exception = Overloaded(HttpStatusCode.TooManyRequests);
        exception.Data["Retry-After"] = seconds;
        return exception;
    }

    /// <summary>A ladder of mini-a, mini-b (the clients Mini and Full) and full (the client Nano).</summary>
    private static Router On(string start, Action<ContractBuilder>? contract = null) => Router.On(
        (router, tiers) => tiers
            .AddTier("mini", tier => tier.AddEndpoint("mini-a", endpoint => endpoint.UseClient(router.Mini)).AddEndpoint("mini-b", endpoint => endpoint.UseClient(router.Full)))
            .AddTier("full", tier => tier.UseClient(router.Nano)),
        work =>
        {
            work.ForIntent(TaskIntent.Answer).StartAt(start);
            contract?.Invoke(work);
        });
}

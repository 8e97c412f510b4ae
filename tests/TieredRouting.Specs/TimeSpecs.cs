using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using System.Diagnostics.Metrics;

namespace TieredRouting.Specs;

/// <summary>The time of one attempt, and how fast requests are answered.</summary>
public sealed class TimeSpecs
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task An_attempt_that_takes_too_long_is_a_timeout_and_the_request_goes_on()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AtMost(attempt: 3 * Second, deadline: 20 * Second));
        router.Nano.Answers((_, _) => new TaskCompletionSource<ChatResponse>().Task);
        router.Mini.Answers("hi");

        var asking = router.Ask();
        router.Time.Advance(3 * Second);

        var route = (await asking).GetRoute()!;
        (route.Tier, route.Attempts[0].Error, route.Attempts[0].Verdict.Triggers[0], route.Attempts[0].Duration).Should().Be(("mini", "timeout", Trigger.Timeout, 3 * Second));
    }

    [Fact]
    public async Task A_stream_that_keeps_coming_has_no_more_time_than_its_attempt()
    {
        using var router = Router.On((router, tiers) => tiers.AddTier("nano", tier => tier.UseClient(new StreamClient(_ => Endless(router)))), contract => contract.ForIntent(TaskIntent.Classify).AtMost(attempt: 10 * Second, nextChunk: 8 * Second));

        var reading = router.Stream().ToList();
        for (var i = 0; i < 12 && !reading.IsCompleted; i++)
            router.Time.Advance(Second);

        (await FluentActions.Awaiting(() => reading).Should().ThrowAsync<RouteFailedClosedException>()).Which.Reason.Should().Contain("timeout");
        router.Record.Route.Attempts[0].Error.Should().Be("timeout");

        static async IAsyncEnumerable<ChatResponseUpdate> Endless(Router router)
        {
            while (true)
            {
                yield return new ChatResponseUpdate(ChatRole.Assistant, "more ");
                await Task.Delay(Second, router.Time, CancellationToken.None);
            }
        }
    }

    [Fact]
    public async Task What_requests_take_is_measured_by_contract_and_surface()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithLatency(Second, 2 * Second).WithLatency(Second, 5 * Second, "chat"));
        for (var i = 1; i <= 20; i++)
        {
            var seconds = i;
            router.Nano.Answers((_, _) =>
            {
                router.Time.Advance(seconds * Second);
                return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "hi")));
            });
        }

        for (var i = 1; i <= 20; i++)
            await router.Ask(options: new ChatOptions().WithRouting(facts => facts.Surface(i <= 10 ? "chat" : $"surface {i}")));

        var latency = router.Services.GetRequiredService<IRouteLatency>();
        latency.Measured("work", "chat").Should().Be(new MeasuredLatency(5 * Second, 10 * Second, 10));
        latency.Measured("work").Should().Be(new MeasuredLatency(15 * Second, 20 * Second, 10));
        latency.Measured("work", "surface 11").Should().BeNull("what callers call their surfaces is not kept");
        latency.Measured("nothing").Should().BeNull();
    }

    [Fact]
    public async Task The_measured_quantiles_are_a_metric()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers((_, _) =>
        {
            router.Time.Advance(3 * Second);
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "hi")));
        });
        await router.Ask();

        using var latencies = new MetricCollector<double>(router.Services.GetRequiredService<IMeterFactory>(), TieredRoutingTelemetry.SourceName, TieredRoutingTelemetry.Latency);
        latencies.RecordObservableInstruments();

        latencies.GetMeasurementSnapshot().Select(measured => (measured.Value, measured.Tags[TieredRoutingTelemetry.ContractName], measured.Tags[TieredRoutingTelemetry.Surface], measured.Tags[TieredRoutingTelemetry.Quantile]))
            .Should().Equal((3, "work", "default", 0.5), (3, "work", "default", 0.95));
    }
}

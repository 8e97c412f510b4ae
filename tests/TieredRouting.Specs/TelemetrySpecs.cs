using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using TieredRouting.Testing;

namespace TieredRouting.Specs;

public sealed class TelemetrySpecs
{
    [Fact]
    public async Task Requests_and_their_duration_are_measured_with_contract_class_outcome_and_tier()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        using var requests = Measure<long>(router, "tiered_routing.requests");
        using var durations = Measure<double>(router, "tiered_routing.request.duration");
        router.Nano.Answers((_, _) => Later(router, TimeSpan.FromMilliseconds(1_500)));

        await router.Ask();

        var tags = new Dictionary<string, object?>
        {
            ["tiered_routing.contract.name"] = "work",
            ["tiered_routing.class"] = "T0",
            ["tiered_routing.outcome"] = "released",
            ["tiered_routing.tier.name"] = "nano",
        };
        requests.LastMeasurement!.Tags.Should().BeEquivalentTo(tags);
        durations.LastMeasurement!.Tags.Should().BeEquivalentTo(tags);
        (requests.LastMeasurement.Value, durations.LastMeasurement.Value, durations.Instrument!.Unit).Should().Be((1, 1.5, "s"));
    }

    [Fact]
    public async Task Attempts_their_duration_and_their_cost_are_measured_with_contract_tier_and_error()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        using var attempts = Measure<long>(router, "tiered_routing.attempts");
        using var durations = Measure<double>(router, "tiered_routing.attempt.duration");
        using var cost = Measure<double>(router, "tiered_routing.cost");
        router.Nano.Throws(Scenery.Overloaded(System.Net.HttpStatusCode.TooManyRequests));
        router.Mini.Answers("hi", 1_000, 100);

        await router.Ask();

        attempts.GetMeasurementSnapshot().Select(measured => (measured.Tags["tiered_routing.tier.name"], measured.Tags.GetValueOrDefault("error.type"))).Should().Equal(("nano", "throttled"), ("mini", null));
        attempts.GetMeasurementSnapshot().Should().OnlyContain(measured => (string?)measured.Tags["tiered_routing.contract.name"] == "work");
        durations.GetMeasurementSnapshot().Should().HaveCount(2);
        (durations.Instrument!.Unit, cost.Instrument!.Unit).Should().Be(("s", "{USD}"));
        cost.GetMeasurementSnapshot().EvaluateAsCounter().Should().BeApproximately(0.012, 1e-12);
    }

    [Fact]
    public async Task Escalations_are_counted_by_trigger()
    {
        using var router = Router.For<Lead>();
        using var escalations = Measure<long>(router, "tiered_routing.escalations");
        router.Nano.Answers("no");
        router.Mini.Answers(Scenery.Acme);

        await router.Ask();

        escalations.GetMeasurementSnapshot().Should().ContainSingle().Which.Tags.Should().BeEquivalentTo(new Dictionary<string, object?>
        {
            ["tiered_routing.contract.name"] = "work",
            ["tiered_routing.tier.name"] = "nano",
            ["tiered_routing.trigger"] = "schemaFailure",
        });
    }

    [Fact]
    public async Task A_failed_sink_is_counted()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), routing => routing.WriteTo.Sink(new RecordingAuditSink { Failure = new IOException() }));
        using var failures = Measure<long>(router, "tiered_routing.audit.failures");
        router.Nano.Answers("hi");

        await router.Ask();

        failures.GetMeasurementSnapshot().Should().ContainSingle().Which.Tags["tiered_routing.contract.name"].Should().Be("work");
    }

    [Fact]
    public async Task An_attempt_that_the_money_does_not_pay_for_is_counted()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Plan).AtMost(cost: 0.01m));
        using var rejections = Measure<long>(router, "tiered_routing.budget.rejections");

        await router.Fails<RouteFailedClosedException>();

        rejections.GetMeasurementSnapshot().Should().ContainSingle();
    }

    [Fact]
    public async Task A_withheld_answer_is_not_measured_as_released()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        using var requests = Measure<long>(router, "tiered_routing.requests");
        router.Audit.Failure = new IOException();
        router.Nano.Answers("hi");

        await router.Fails<AuditWriteException>();

        requests.GetMeasurementSnapshot().Should().ContainSingle().Which.Tags["tiered_routing.outcome"].Should().Be("failedClosed");
    }

    [Fact]
    public async Task There_is_one_activity_a_request_and_one_an_attempt()
    {
        using var watch = new Watch();
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Throws(Scenery.Overloaded());
        router.Mini.Answers("hi");

        await router.Ask();

        var request = watch.Activities.Single(activity => activity.OperationName == "tiered_routing.request");
        var attempts = watch.Activities.Where(activity => activity.OperationName == "tiered_routing.attempt").ToList();
        attempts.Should().HaveCount(2).And.OnlyContain(attempt => attempt.ParentSpanId == request.SpanId);
        attempts.Select(attempt => attempt.GetTagItem("tiered_routing.tier.name")).Should().Equal("nano", "mini");
        request.TagObjects.Should().BeEquivalentTo(new Dictionary<string, object?>
        {
            ["tiered_routing.contract.name"] = "work",
            ["tiered_routing.class"] = "T0",
            ["tiered_routing.outcome"] = "released",
            ["tiered_routing.tier.name"] = "mini",
        });
    }

    [Fact]
    public async Task The_activity_of_a_request_that_fails_is_an_error()
    {
        using var watch = new Watch();
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Draft).WithTiers(max: "nano").StartAt("nano").WithRisk(business: RiskLevel.High));

        await router.Fails<RouteFailedClosedException>();

        watch.Activities.Should().ContainSingle().Which.Status.Should().Be(ActivityStatusCode.Error);
    }

    [Fact]
    public async Task A_streamed_request_has_its_activity_too()
    {
        using var watch = new Watch();
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers("once upon a time");

        await router.Stream().ToList();

        watch.Activities.Single(activity => activity.OperationName == "tiered_routing.request").GetTagItem("tiered_routing.outcome").Should().Be("released");
    }

    [Fact]
    public async Task An_escalation_is_logged_with_route_tiers_and_trigger()
    {
        using var router = Router.For<Lead>();
        router.Nano.Answers("no");
        router.Mini.Answers(Scenery.Acme);

        var route = (await router.Ask()).GetRoute()!;

        router.Logs.GetSnapshot().Should().ContainSingle(log => log.Level == LogLevel.Information && log.Id.Id == 2).Which.Message
            .Should().Contain(route.Id).And.Contain("'nano'").And.Contain("'mini'").And.Contain("schemaFailure");
    }

    [Fact]
    public void Every_name_is_a_constant_of_one_public_class() => new[]
    {
        TieredRoutingTelemetry.SourceName, TieredRoutingTelemetry.Requests, TieredRoutingTelemetry.RequestDuration, TieredRoutingTelemetry.Attempts,
        TieredRoutingTelemetry.AttemptDuration, TieredRoutingTelemetry.Escalations, TieredRoutingTelemetry.Cost, TieredRoutingTelemetry.AuditFailures,
        TieredRoutingTelemetry.BudgetRejections,
    }.Should().Equal(
        "TieredRouting", "tiered_routing.requests", "tiered_routing.request.duration", "tiered_routing.attempts",
        "tiered_routing.attempt.duration", "tiered_routing.escalations", "tiered_routing.cost", "tiered_routing.audit.failures",
        "tiered_routing.budget.rejections");

    private static MetricCollector<T> Measure<T>(Router router, string name)
        where T : struct => new(router.Services.GetRequiredService<IMeterFactory>(), "TieredRouting", name);

    private static async Task<ChatResponse> Later(Router router, TimeSpan time)
    {
        await Task.Yield();
        router.Time.Advance(time);
        return Scenery.Finished("hi", ChatFinishReason.Stop);
    }
}

/// <summary>The activities of one story, told apart from those of stories beside it by their trace.</summary>
internal sealed class Watch : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly Activity _story = new Activity("story").Start();
    private readonly List<Activity> _activities = [];

    public Watch()
    {
        var trace = _story.TraceId;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "TieredRouting",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId != trace)
                    return;
                lock (_activities)
                    _activities.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<Activity> Activities
    {
        get
        {
            lock (_activities)
                return [.. _activities];
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _story.Dispose();
    }
}

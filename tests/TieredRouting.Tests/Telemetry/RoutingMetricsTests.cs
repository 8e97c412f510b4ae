using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using TieredRouting.Telemetry;

namespace TieredRouting.Tests.Telemetry;

public sealed class RoutingMetricsTests : IDisposable
{
    private readonly MeterSource _meters = new();
    private readonly RoutingMetrics _metrics;

    public RoutingMetricsTests() => _metrics = new RoutingMetrics(_meters, "EUR");

    public void Dispose()
    {
        _metrics.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public void Instruments_have_the_promised_names_and_units()
    {
        var published = new Dictionary<string, string?>(StringComparer.Ordinal);
        using var meters = new MeterSource();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
                published[instrument.Name] = instrument.Unit;
        };
        listener.Start();

        using var metrics = new RoutingMetrics(meters, "EUR");

        published.Should().Equal(new Dictionary<string, string?>
        {
            ["tiered_routing.request.duration"] = "s",
            ["tiered_routing.attempt.duration"] = "s",
            ["tiered_routing.requests"] = "{request}",
            ["tiered_routing.attempts"] = "{attempt}",
            ["tiered_routing.escalations"] = "{escalation}",
            ["tiered_routing.cost"] = "{EUR}",
            ["tiered_routing.audit.failures"] = "{failure}",
            ["tiered_routing.reload.failures"] = "{failure}",
            ["tiered_routing.approvals"] = "{decision}",
            ["tiered_routing.approval.wait"] = "s",
            ["tiered_routing.corrections"] = "{correction}",
            ["tiered_routing.feedback"] = "{feedback}",
            ["tiered_routing.calibration.alarms"] = "{alarm}",
            ["tiered_routing.budget.rejections"] = "{attempt}",
            ["tiered_routing.circuit.changes"] = "{change}",
            ["tiered_routing.limit.rejections"] = "{call}",
            ["tiered_routing.limit.wait"] = "s",
            ["tiered_routing.hedges"] = "{call}",
        });
    }

    [Fact]
    public void A_request_is_counted_and_timed_with_its_tags()
    {
        using var requests = Collect<long>("tiered_routing.requests");
        using var durations = Collect<double>("tiered_routing.request.duration");

        _metrics.RequestEnded("lead", "T1", "released", "nano", TimeSpan.FromMilliseconds(1_500));

        requests.LastMeasurement!.Value.Should().Be(1);
        requests.LastMeasurement.Tags.Should().Equal(new Dictionary<string, object?>
        {
            ["tiered_routing.contract.name"] = "lead",
            ["tiered_routing.class"] = "T1",
            ["tiered_routing.outcome"] = "released",
            ["tiered_routing.tier.name"] = "nano",
        });
        durations.LastMeasurement!.Value.Should().Be(1.5);
    }

    [Fact]
    public void A_request_without_an_attempt_has_no_tier()
    {
        using var requests = Collect<long>("tiered_routing.requests");

        _metrics.RequestEnded("lead", "T1", "failedClosed", null, TimeSpan.Zero);

        requests.LastMeasurement!.Tags.Should().NotContainKey("tiered_routing.tier.name");
    }

    [Fact]
    public void An_attempt_is_counted_timed_and_priced()
    {
        using var attempts = Collect<long>("tiered_routing.attempts");
        using var cost = Collect<double>("tiered_routing.cost");

        _metrics.AttemptEnded("lead", "nano", "throttled", TimeSpan.FromSeconds(1), 0.25m);

        attempts.LastMeasurement!.Tags.Should().Contain("error.type", "throttled");
        cost.LastMeasurement!.Value.Should().Be(0.25);
        cost.LastMeasurement.Tags.Should().NotContainKey("error.type");
    }

    [Fact]
    public void Escalations_audit_failures_and_rejections_are_counted_by_contract()
    {
        using var escalations = Collect<long>("tiered_routing.escalations");
        using var failures = Collect<long>("tiered_routing.audit.failures");
        using var rejections = Collect<long>("tiered_routing.budget.rejections");

        _metrics.Escalated("lead", "nano", "schemaFailure");
        _metrics.AuditFailed("lead");
        _metrics.BudgetRejected("lead", budget: null);

        escalations.LastMeasurement!.Tags.Should().Contain("tiered_routing.trigger", "schemaFailure").And.Contain("tiered_routing.tier.name", "nano");
        failures.LastMeasurement!.Tags.Should().Contain("tiered_routing.contract.name", "lead");
        rejections.LastMeasurement!.Tags.Should().Contain("tiered_routing.contract.name", "lead");
    }

    [Fact]
    public void Without_a_factory_there_is_still_a_meter_of_the_name()
    {
        using var own = new RoutingMetrics(meters: null, "USD");

        own.Activities.Name.Should().Be("TieredRouting");
    }

    private MetricCollector<T> Collect<T>(string instrument)
        where T : struct => new(_meters, TieredRoutingTelemetry.SourceName, instrument);
}

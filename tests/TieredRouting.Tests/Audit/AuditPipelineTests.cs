using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Testing;
using TieredRouting.Audit;
using TieredRouting.Telemetry;
using TieredRouting.Testing;

namespace TieredRouting.Tests.Audit;

public sealed class AuditPipelineTests : IDisposable
{
    private readonly MeterSource _meters = new();
    private readonly FakeLogger _logger = new();
    private readonly RoutingMetrics _metrics;
    private readonly MetricCollector<long> _failures;

    public AuditPipelineTests()
    {
        _metrics = new RoutingMetrics(_meters, "USD");
        _failures = new MetricCollector<long>(_meters, TieredRoutingTelemetry.SourceName, TieredRoutingTelemetry.AuditFailures);
    }

    public void Dispose()
    {
        _failures.Dispose();
        _metrics.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public async Task Every_sink_gets_the_record()
    {
        RecordingAuditSink required = new(), bestEffort = new();

        (await Pipeline([required], [bestEffort]).WriteAsync(Given.Record())).Should().BeEmpty();

        required.Records.Should().ContainSingle().Which.Id.Should().Be("call-1");
        bestEffort.Records.Should().ContainSingle();
        _failures.LastMeasurement.Should().BeNull();
    }

    [Fact]
    public async Task The_failures_of_required_sinks_are_returned_and_the_others_still_get_the_record()
    {
        RecordingAuditSink broken = new() { Failure = new IOException("disk") }, alsoBroken = new() { Failure = new TimeoutException() }, fine = new(), bestEffort = new();

        var failures = await Pipeline([broken, alsoBroken, fine], [bestEffort]).WriteAsync(Given.Record());

        failures.Should().Equal(broken.Failure, alsoBroken.Failure);
        fine.Records.Should().ContainSingle();
        bestEffort.Records.Should().ContainSingle();
    }

    [Fact]
    public async Task The_failure_of_a_best_effort_sink_is_counted_logged_and_not_returned()
    {
        var failures = await Pipeline([], [new RecordingAuditSink { Failure = new IOException("a secret path") }]).WriteAsync(Given.Record());

        failures.Should().BeEmpty();
        _failures.LastMeasurement!.Value.Should().Be(1);
        _failures.LastMeasurement.Tags[TieredRoutingTelemetry.ContractName].Should().Be("lead");
        _logger.LatestRecord.Message.Should().Contain("IOException").And.NotContain("secret");
    }

    [Fact]
    public async Task A_sink_that_throws_before_its_first_await_is_a_failure_too() =>
        (await Pipeline([new ThrowingSink()], []).WriteAsync(Given.Record())).Should().ContainSingle().Which.Should().BeOfType<InvalidOperationException>();

    private AuditPipeline Pipeline(IReadOnlyList<IAuditSink> required, IReadOnlyList<IAuditSink> bestEffort) => new([.. required], [.. bestEffort], _metrics, _logger);

    private sealed class ThrowingSink : IAuditSink
    {
        public ValueTask WriteAsync(AuditRecord record, CancellationToken cancellationToken) => throw new InvalidOperationException();
    }
}

using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Audit;
using TieredRouting.Telemetry;
using TieredRouting.Testing;

namespace TieredRouting.Tests.Audit;

public sealed class AuditPipelineTests : IDisposable
{
    private readonly MeterSource _meters = new();
    private readonly FakeLogger _logger = new();
    private readonly FakeTimeProvider _time = new();
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

        failures.Select(failure => failure.Exception).Should().Equal(broken.Failure, alsoBroken.Failure);
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
        (await Pipeline([new ThrowingSink()], []).WriteAsync(Given.Record())).Should().ContainSingle().Which.Exception.Should().BeOfType<InvalidOperationException>();

    [Fact]
    public async Task A_sink_that_must_succeed_and_hangs_has_failed_when_patience_ends()
    {
        var hanging = new HangingSink();

        var writing = Pipeline([hanging], []).WriteAsync(Given.Record()).AsTask();
        _time.Advance(AuditPipeline.Patience);

        (await writing).Should().ContainSingle().Which.Should().Match<SinkFailure>(failure => failure.Exception is TimeoutException && failure.Sink == nameof(HangingSink));
    }

    [Fact]
    public async Task A_sink_that_need_not_succeed_and_hangs_holds_nothing_back()
    {
        var hanging = new HangingSink();
        var pipeline = Pipeline([], [hanging]);

        for (var i = 0; i < BestEffortSink.MostUnderWay + 5; i++)
            (await pipeline.WriteAsync(Given.Record())).Should().BeEmpty();

        hanging.Calls.Should().Be(BestEffortSink.MostUnderWay, "what hangs is not asked for ever");
        _failures.GetMeasurementSnapshot().Count.Should().Be(5);
        hanging.Ends.SetResult();
        await hanging.Ends.Task;
        await pipeline.WriteAsync(Given.Record());
        hanging.Calls.Should().Be(BestEffortSink.MostUnderWay + 1, "it caught up");
    }

    [Fact]
    public async Task What_a_best_effort_sink_fails_at_later_is_counted_too()
    {
        var hanging = new HangingSink();
        await Pipeline([], [hanging]).WriteAsync(Given.Record());

        hanging.Ends.SetException(new IOException());

        _failures.LastMeasurement!.Value.Should().Be(1);
    }

    private AuditPipeline Pipeline(IReadOnlyList<IAuditSink> required, IReadOnlyList<IAuditSink> bestEffort) => new([.. required], [.. bestEffort], _time, _metrics, _logger);

    private sealed class ThrowingSink : IAuditSink
    {
        public ValueTask WriteAsync(AuditRecord record, CancellationToken cancellationToken) => throw new InvalidOperationException();
    }

    private sealed class HangingSink : IAuditSink
    {
        public TaskCompletionSource Ends { get; } = new();

        public int Calls { get; private set; }

        public ValueTask WriteAsync(AuditRecord record, CancellationToken cancellationToken)
        {
            Calls++;
            return new ValueTask(Ends.Task);
        }
    }
}

using CsCheck;
using TieredRouting.Economics;

namespace TieredRouting.Tests.Economics;

public sealed class LatencyWindowTests
{
    [Fact]
    public void Quantiles_are_those_of_the_latest_by_nearest_rank() =>
        Gen.Int[0, 10_000].Array[1, 600].Sample(latencies =>
        {
            var window = new LatencyWindow();
            foreach (var latency in latencies)
                window.Add(TimeSpan.FromMilliseconds(latency));

            var sorted = latencies.TakeLast(LatencyWindow.Size).Order().ToList();
            var (p50, p95, count) = window.Measure()!;
            (Near(p50, sorted, 0.5) && Near(p95, sorted, 0.95) && count == sorted.Count).Should().BeTrue();
        });

    [Fact]
    public void Before_the_first_request_nothing_is_measured() => new LatencyWindow().Measure().Should().BeNull();

    private static bool Near(TimeSpan measured, List<int> sorted, double quantile) =>
        Math.Abs(measured.TotalMilliseconds - sorted[(int)Math.Ceiling(quantile * sorted.Count) - 1]) < 0.001;
}

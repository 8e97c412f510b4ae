using System.Diagnostics;

namespace TieredRouting.Benchmarks.Audit;

/// <summary>How long callers waited, each for its own.</summary>
internal sealed class Waits
{
    private readonly long[] _ticks;
    private readonly TimeSpan _whole;

    private Waits(long[] ticks, TimeSpan whole)
    {
        Array.Sort(ticks);
        (_ticks, _whole) = (ticks, whole);
    }

    public double PerSecond => _ticks.Length / _whole.TotalSeconds;

    /// <summary>By nearest rank.</summary>
    public TimeSpan Quantile(double share) =>
        Stopwatch.GetElapsedTime(0, _ticks[(int)Math.Ceiling(share * _ticks.Length) - 1]);

    /// <summary>Lets callers work side by side, each beginning the next when it has done one.</summary>
    public static async Task<Waits> MeasureAsync(int callers, int times, Func<ValueTask> work)
    {
        var each = times / callers;
        var ticks = new long[each * callers];
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
            {
                // As a request that comes back from a model: the callers take turns, and none keeps its thread.
                await Task.Yield();
                var before = Stopwatch.GetTimestamp();
                await work();
                ticks[(caller * each) + i] = Stopwatch.GetTimestamp() - before;
            }
        })));
        return new Waits(ticks, Stopwatch.GetElapsedTime(started));
    }
}

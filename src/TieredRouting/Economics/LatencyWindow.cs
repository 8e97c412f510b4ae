namespace TieredRouting.Economics;

/// <summary>How long the latest requests took: a ring of the last 256. Adding takes no lock and allocates nothing. Safe to call from several threads at once.</summary>
internal sealed class LatencyWindow
{
    public const int Size = 256;

    // In ticks, so that no precision is lost; zero is a place that nothing was put in.
    private readonly long[] _latest = new long[Size];
    private int _next = -1;

    public void Add(TimeSpan latency) =>
        Volatile.Write(ref _latest[(uint)Interlocked.Increment(ref _next) % Size], Math.Max(1, latency.Ticks));

    /// <summary>The quantiles by nearest rank; <see langword="null"/> before the first request.</summary>
    public MeasuredLatency? Measure()
    {
        Span<long> sorted = stackalloc long[Size];
        var count = 0;
        for (var i = 0; i < Size; i++)
        {
            if (Volatile.Read(ref _latest[i]) is > 0 and var ticks)
                sorted[count++] = ticks;
        }

        sorted = sorted[..count];
        sorted.Sort();
        return count == 0 ? null : new MeasuredLatency(Quantile(sorted, 0.5), Quantile(sorted, 0.95), count);
    }

    private static TimeSpan Quantile(ReadOnlySpan<long> sorted, double quantile) => new(sorted[(int)Math.Ceiling(quantile * sorted.Length) - 1]);
}

namespace TieredRouting.Economics;

/// <summary>Cuts time into the steps of a window. Immutable.</summary>
internal sealed class LedgerClock(LedgerOptions options)
{
    // Without a window, all time is one step.
    private readonly long _length = options.Window is { } window ? window.Ticks / options.Steps : long.MaxValue;
    private readonly int _steps = options.Window is null ? 0 : options.Steps;

    /// <summary>How many blocks a cell needs: the oldest step may be half in the window.</summary>
    public int Blocks => _steps + 1;

    /// <summary>How long a step is, in ticks.</summary>
    public long Length => _length;

    public long StepOf(DateTimeOffset time) => time.UtcTicks / _length;

    /// <summary>The same, where a step is known that it mostly is: nothing needs to be divided then.</summary>
    public long StepOf(DateTimeOffset time, long likely) => time.UtcTicks - (likely * _length) is >= 0 and var past && past < _length ? likely : StepOf(time);

    /// <summary>The first step of a window that ends then.</summary>
    /// <param name="end">When it ends.</param>
    /// <param name="latest">How long it is; <see langword="null"/> for all that is kept.</param>
    public long First(DateTimeOffset end, TimeSpan? latest = null)
    {
        var oldest = StepOf(end) - _steps;
        return latest is { } span && span.Ticks < end.UtcTicks ? Math.Max(oldest, StepOf(end - span)) : oldest;
    }
}

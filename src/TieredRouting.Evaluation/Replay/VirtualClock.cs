namespace TieredRouting.Evaluation;

/// <summary>
/// A clock that stands still until it is moved on. Timers fire on the thread that moves it, the earliest first, and of two at the same instant the one that was
/// set first. Safe to call from several threads at once.
/// </summary>
internal sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<VirtualTimer> _timers = [];
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => start + TimeSpan.FromTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on to the next timer and fires it. False where no timer is set.</summary>
    public bool MoveToNextTimer()
    {
        VirtualTimer? next;
        lock (_gate)
        {
            next = _timers.MinBy(timer => timer.Due);
            if (next is null)
                return false;
            _now = Math.Max(_now, next.Due!.Value);
            _timers.Remove(next);
            if (next.Period > TimeSpan.Zero)
                Set(next, next.Period);
        }

        next.Fire();
        return true;
    }

    /// <summary>Moves on without firing: nobody waits.</summary>
    public void Skip(TimeSpan span)
    {
        lock (_gate)
            _now += span.Ticks;
    }

    internal void Schedule(VirtualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            timer.Period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
                Set(timer, dueTime);
        }
    }

    private void Set(VirtualTimer timer, TimeSpan dueTime)
    {
        timer.Due = _now + dueTime.Ticks;
        _timers.Add(timer);
    }
}

namespace TieredRouting.Economics;

/// <summary>
/// A sum over a span of time that ends now. It is kept in steps, and a step leaves only when all of it is older than the span, so what is summed up is
/// never too little. Not thread-safe.
/// </summary>
internal sealed class RollingSum(TimeSpan span, int steps, TimeProvider time)
{
    // One more than the span has: the oldest step may be half in it.
    private readonly decimal[] _sums = new decimal[steps + 1];
    private readonly TimeSpan _step = span / steps;
    private readonly long _started = time.GetTimestamp();
    private long _last;
    private decimal _total;

    public decimal Total
    {
        get
        {
            MoveOn();
            return _total;
        }
    }

    public void Add(decimal amount)
    {
        MoveOn();
        _sums[_last % _sums.Length] += amount;
        _total += amount;
    }

    private void MoveOn()
    {
        var now = time.GetElapsedTime(_started).Ticks / _step.Ticks;
        // After a long pause every step is left behind, and none needs to be visited twice.
        for (var step = Math.Max(_last + 1, now - _sums.Length + 1); step <= now; step++)
        {
            _total -= _sums[step % _sums.Length];
            _sums[step % _sums.Length] = 0;
        }

        _last = Math.Max(_last, now);
    }
}

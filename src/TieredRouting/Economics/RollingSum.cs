using System.Numerics;

namespace TieredRouting.Economics;

/// <summary>
/// A sum over a span of time that ends now. It is kept in steps, and a step leaves only when all of it is older than the span, so what is summed up is
/// never too little. Not thread-safe.
/// </summary>
internal sealed class RollingSum<T>
    where T : struct, INumber<T>
{
    private readonly TimeProvider _time;

    // One more than the span has: the oldest step may be half in it.
    private readonly T[] _sums;
    private readonly long _step;
    private readonly long _started;
    private long _last;
    private long _next;
    private int _place;
    private T _total;

    public RollingSum(TimeSpan span, int steps, TimeProvider time)
    {
        _time = time;
        _sums = new T[steps + 1];
        _step = (long)((span / steps).TotalSeconds * time.TimestampFrequency);
        _started = time.GetTimestamp();
        _next = _started + _step;
    }

    public T Total => TotalAt(_time.GetTimestamp());

    /// <summary>The sum at a timestamp of the clock, for who reads several.</summary>
    public T TotalAt(long now)
    {
        MoveTo(now);
        return _total;
    }

    public void Add(T amount) => AddAt(_time.GetTimestamp(), amount);

    public void AddAt(long now, T amount)
    {
        MoveTo(now);
        _sums[_place] += amount;
        _total += amount;
    }

    private void MoveTo(long timestamp)
    {
        // Mostly the step has not changed. A clock that jumped back is waited for: until then nothing leaves.
        if (timestamp < _next)
            return;
        var now = (timestamp - _started) / _step;
        // After a long pause every step is left behind, and none needs to be visited twice.
        for (var step = Math.Max(_last + 1, now - _sums.Length + 1); step <= now; step++)
        {
            _total -= _sums[step % _sums.Length];
            _sums[step % _sums.Length] = T.Zero;
        }

        (_last, _place) = (now, (int)(now % _sums.Length));
        _next = _started + ((_last + 1) * _step);
    }
}

namespace TieredRouting.Endpoints;

/// <summary>
/// How fast an endpoint answers of late: a moving average, in which the last five or so answers weigh most. Only answers count; an error that comes fast is no speed. Safe to call from several threads at once.
/// </summary>
internal sealed class EndpointLatency(TimeProvider time)
{
    /// <summary>How long a measurement is believed: an endpoint that was slow once is asked again after that.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private const double Newest = 0.2;

    private readonly Lock _gate = new();
    private long _measured;
    private long _tried;
    private double _average = double.NaN;
    private bool _beingTried;

    /// <summary>The average in seconds, or <see langword="null"/> where nothing is known of the last minute.</summary>
    public double? Average
    {
        get
        {
            lock (_gate)
                return IsKnown ? _average : null;
        }
    }

    /// <summary>Lets one call find out how fast an endpoint is that nothing is known of: one at a time, so that a slow one is not flooded.</summary>
    public bool TryBeTried()
    {
        lock (_gate)
        {
            if (IsKnown || (_beingTried && time.GetElapsedTime(_tried) < Memory))
                return false;
            (_beingTried, _tried) = (true, time.GetTimestamp());
            return true;
        }
    }

    public void Measured(TimeSpan latency)
    {
        lock (_gate)
        {
            _average = IsKnown ? (Newest * latency.TotalSeconds) + ((1 - Newest) * _average) : latency.TotalSeconds;
            (_measured, _beingTried) = (time.GetTimestamp(), false);
        }
    }

    private bool IsKnown => !double.IsNaN(_average) && time.GetElapsedTime(_measured) < Memory;
}

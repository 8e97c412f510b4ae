namespace TieredRouting.Endpoints;

/// <summary>
/// Keeps calls from an endpoint that fails. It opens after so many failures in a row, or at once where the provider says how long to wait; then one probe
/// at a time is let through, and the first that is answered closes it. Where much is answered, failures are in a row by chance, and the row must be longer. It never shortens a wait. While it is closed and nothing fails, it takes no lock. Safe to call from several threads at once.
/// </summary>
internal sealed class Circuit(TimeProvider time)
{
    /// <summary>How long a probe may take before another is let through: one that hangs must not keep the circuit open for ever.</summary>
    public static readonly TimeSpan ProbeTime = TimeSpan.FromMinutes(1);

    /// <summary>For so many answers in a second the row must be longer by one.</summary>
    private const int AnswersForOneMore = 32;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly long _started = time.GetTimestamp();
    private volatile bool _open;
    private volatile int _failures;
    private TimeSpan _until;
    private TimeSpan _probeUntil;
    private TimeSpan _closedAt = TimeSpan.MinValue;
    private TimeSpan _break;
    private long _answers;
    private long _counted;
    private TimeSpan _countedAt;
    private double _answersASecond;

    public bool IsOpen => _open;

    /// <summary>How long it stays open before a probe is let through; zero where it is not open, or one may go.</summary>
    public TimeSpan Remaining
    {
        get
        {
            lock (_gate)
                return _open && Later(_until, _probeUntil) - Now is { Ticks: > 0 } left ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Lets a call through, unless the circuit is open.</summary>
    /// <param name="probe">Whether the call is the one that shows whether the endpoint is back.</param>
    public bool TryEnter(out bool probe)
    {
        probe = false;
        return !_open || TryProbe(out probe);
    }

    /// <summary>Another probe may go: this one was not made, or says nothing.</summary>
    public void GiveBackProbe()
    {
        lock (_gate)
            _probeUntil = TimeSpan.Zero;
    }

    /// <summary>Notes that the endpoint answered.</summary>
    public CircuitChange Succeeded(bool probe)
    {
        Interlocked.Increment(ref _answers);
        if (_failures != 0)
            _failures = 0;
        return _open && probe ? Close() : CircuitChange.None;
    }

    /// <summary>Notes that it failed.</summary>
    /// <param name="probe">Whether the call was a probe.</param>
    /// <param name="retryAfter">How long the provider asks to be left alone, or <see langword="null"/>.</param>
    /// <param name="settings">When to open.</param>
    public CircuitChange Failed(bool probe, TimeSpan? retryAfter, CircuitSettings settings)
    {
        var asked = retryAfter is { Ticks: > 0 } wait ? Earlier(wait, settings.LongestWait) : TimeSpan.Zero;
        lock (_gate)
        {
            if (!_open)
                return Count(asked, settings);
            _until = Later(_until, Now + asked);
            if (!probe)
                return CircuitChange.None;
            _break = Longer(settings);
            return OpenFor(Later(_break, asked));
        }
    }

    private bool TryProbe(out bool probe)
    {
        lock (_gate)
        {
            var now = Now;
            probe = _open && now >= _until && now >= _probeUntil;
            if (probe)
                _probeUntil = now + ProbeTime;
            return probe || !_open;
        }
    }

    private CircuitChange Close()
    {
        lock (_gate)
        {
            if (!_open)
                return CircuitChange.None;
            (_open, _failures, _probeUntil, _closedAt) = (false, 0, TimeSpan.Zero, Now);
            return CircuitChange.Closed;
        }
    }

    private CircuitChange Count(TimeSpan asked, CircuitSettings settings)
    {
        if (++_failures < settings.Failures + (AnswersOfLate() / AnswersForOneMore))
            return asked == TimeSpan.Zero ? CircuitChange.None : OpenFor(asked);
        // One that has only just closed is flapping, and stays open for longer each time.
        _break = _closedAt > TimeSpan.MinValue && Now - _closedAt < settings.LongestOpen ? Longer(settings) : settings.OpenFor;
        return OpenFor(Later(_break, asked));
    }

    /// <summary>About how many answers came within the last second in which one failed: none, once an endpoint has been down for a second or two.</summary>
    private int AnswersOfLate()
    {
        var (answers, passed) = (Interlocked.Read(ref _answers), Now - _countedAt);
        if (passed < Second)
            return (int)Math.Max(_answersASecond, answers - _counted);
        _answersASecond = (answers - _counted) / passed.TotalSeconds;
        (_counted, _countedAt) = (answers, _countedAt + passed);
        return (int)_answersASecond;
    }

    private CircuitChange OpenFor(TimeSpan wait)
    {
        (_open, _probeUntil, _until) = (true, TimeSpan.Zero, Later(_until, Now + wait));
        return CircuitChange.Opened;
    }

    private TimeSpan Longer(CircuitSettings settings) => Earlier(Later(_break * 2, settings.OpenFor), settings.LongestOpen);

    private TimeSpan Now => time.GetElapsedTime(_started);

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private static TimeSpan Earlier(TimeSpan left, TimeSpan right) => left < right ? left : right;
}

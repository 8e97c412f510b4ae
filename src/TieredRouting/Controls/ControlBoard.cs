namespace TieredRouting.Controls;

/// <summary>
/// The controls in force, from code and from configuration. Whoever reads it sees one immutable snapshot, without a lock; whoever changes it publishes a new one. A control whose
/// time is over holds for no reader, whether or not the timer that puts that on record has fired. Thread-safe.
/// </summary>
internal sealed class ControlBoard : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Dictionary<string, RoutingControl> _code = new(StringComparer.Ordinal);
    private Dictionary<string, RoutingControl> _configured = new(StringComparer.Ordinal);
    private volatile ControlSnapshot _snapshot = ControlSnapshot.Empty;
    private ITimer? _timer;

    public ControlBoard(TimeProvider time) => _time = time;

    /// <summary>Told of every change after it took effect, in any thread.</summary>
    public Action<ControlChange>? Changed { get; set; }

    public ControlSnapshot Current => _snapshot is { NextExpiry: null } lasting ? lasting : At(_time.GetUtcNow());

    /// <summary>What was published last, for who has just read <see cref="Current"/> and does not look at the clock again: a control in it may be over since.</summary>
    public ControlSnapshot Published => _snapshot;

    /// <summary>The controls in force at a moment of the clock that has only just been read.</summary>
    public ControlSnapshot At(DateTimeOffset now)
    {
        var snapshot = _snapshot;
        return now >= snapshot.NextExpiry ? Expired() : snapshot;
    }

    /// <summary>Puts a control in force; it takes the place of one of the same name.</summary>
    /// <returns>What that was.</returns>
    public ControlChange Apply(RoutingControl control)
    {
        lock (_gate)
        {
            var kind = _code.ContainsKey(control.Name) ? ControlChangeKind.Replaced : ControlChangeKind.Applied;
            // One that was read from the configuration and is applied again is code's from now on.
            _code[control.Name] = control with { IsConfigured = false };
            Publish();
            return new ControlChange(kind, control, ControlSource.Code);
        }
    }

    /// <summary>Takes a control that code put in force out of it.</summary>
    /// <returns>What that was, or <see langword="null"/> where there is none.</returns>
    public ControlChange? Lift(string name, string reason)
    {
        lock (_gate)
        {
            if (!_code.Remove(name, out var control))
                return null;
            Publish();
            return new ControlChange(ControlChangeKind.Lifted, control, ControlSource.Code, reason);
        }
    }

    /// <summary>Puts what the configuration says in force, in place of what it said before.</summary>
    public void Configure(IReadOnlyList<RoutingControl> controls)
    {
        List<ControlChange> changes;
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            var before = _configured;
            _configured = controls.Where(control => !(control.Until <= now)).ToDictionary(control => control.Name, StringComparer.Ordinal);
            changes = [.. Differences(before, _configured)];
            if (changes.Count > 0)
                Publish();
        }

        Tell(changes);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            (_timer, Changed) = (null, null);
        }
    }

    private static IEnumerable<ControlChange> Differences(Dictionary<string, RoutingControl> before, Dictionary<string, RoutingControl> now) =>
        before.Values.Where(control => !now.ContainsKey(control.Name)).Select(control => new ControlChange(ControlChangeKind.Lifted, control, ControlSource.Configuration))
            .Concat(now.Values.Where(control => !control.Equals(before.GetValueOrDefault(control.Name))).Select(control => new ControlChange(
                before.ContainsKey(control.Name) ? ControlChangeKind.Replaced : ControlChangeKind.Applied, control, ControlSource.Configuration)));

    private ControlSnapshot Expired()
    {
        List<ControlChange> changes;
        ControlSnapshot snapshot;
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            changes = [.. Expire(_code, ControlSource.Code, now), .. Expire(_configured, ControlSource.Configuration, now)];
            if (changes.Count > 0)
                Publish();
            snapshot = _snapshot;
        }

        Tell(changes);
        return snapshot;
    }

    private static List<ControlChange> Expire(Dictionary<string, RoutingControl> controls, ControlSource source, DateTimeOffset now)
    {
        var over = controls.Values.Where(control => control.Until <= now).Select(control => new ControlChange(ControlChangeKind.Expired, control, source)).ToList();
        over.ForEach(change => controls.Remove(change.Control.Name));
        return over;
    }

    private void Publish()
    {
        _snapshot = new ControlSnapshot([.. _configured.Values.Concat(_code.Values).OrderBy(control => control.Name, StringComparer.Ordinal)], _snapshot.Version + 1);
        _timer?.Dispose();
        _timer = _snapshot.NextExpiry is { } due ? _time.CreateTimer(_ => Wake(), state: null, Wait(due), Timeout.InfiniteTimeSpan) : null;
    }

    /// <summary>The wall clock may have been moved since the timer was set, and timers have a longest time: whatever is not over by now is waited for again.</summary>
    private void Wake()
    {
        if (Current.NextExpiry is not { } due)
            return;
        lock (_gate)
            _timer?.Change(Wait(due), Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Wait(DateTimeOffset due)
    {
        var left = due - _time.GetUtcNow();
        return left > LongestWait ? LongestWait : left < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : left;
    }

    private void Tell(List<ControlChange> changes) => changes.ForEach(change => Changed?.Invoke(change));
}

using TieredRouting.Economics;

namespace TieredRouting.Endpoints;

/// <summary>
/// What is used of an endpoint's limits, and who waits for room. First come, first served; only work that needs judgement goes before work that does not. The limits themselves come
/// with each call, so that a changed configuration counts at once. Safe to call from several threads at once.
/// </summary>
internal sealed class EndpointUse(TimeProvider time)
{
    /// <summary>The most calls that wait for one endpoint, of each kind.</summary>
    public const int MostWaiting = 1_000;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly UsedShare _all = new(time);
    private readonly UsedShare _commodity = new(time);
    private readonly LinkedList<WaitingCall> _judging = new();
    private readonly LinkedList<WaitingCall> _others = new();
    private ITimer? _ticking;

    /// <summary>What is taken by calls that are under way.</summary>
    public (int Calls, long Tokens) UnderWay
    {
        get
        {
            lock (_gate)
                return _all.UnderWay;
        }
    }

    /// <summary>Lets a call in, or says which limit does not.</summary>
    public EntryRefusal TryEnter(in EndpointEntry entry)
    {
        var now = time.GetTimestamp();
        lock (_gate)
            return IsBehind(entry) ? WhyNot(entry, now) : TryTake(entry, now);
    }

    /// <summary>Lets a call in as soon as there is room.</summary>
    /// <returns>Why it is not let in after all, as where too many wait already.</returns>
    /// <exception cref="OperationCanceledException">It was waited for too long.</exception>
    public async ValueTask<EntryRefusal> EnterAsync(EndpointEntry entry, CancellationToken cancellation)
    {
        var waiting = new WaitingCall(entry);
        var line = entry.NeedsJudgement ? _judging : _others;
        var now = time.GetTimestamp();
        lock (_gate)
        {
            if (!IsBehind(entry) && TryTake(entry, now) == EntryRefusal.None)
                return EntryRefusal.None;
            if (line.Count >= MostWaiting)
                return WhyNot(entry, now);
            line.AddLast(waiting);
            _ticking ??= time.CreateTimer(static use => ((EndpointUse)use!).Serve(), this, Tick, Tick);
        }

        await using var leaving = cancellation.UnsafeRegister(_ => Leave(line, waiting, cancellation), null);
        return await waiting.LetIn;
    }

    /// <summary>A call has ended.</summary>
    public void Leave(in EndpointEntry entry, long used)
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            _all.GiveBack(entry.Tokens, used, now);
            if (!entry.NeedsJudgement)
                _commodity.GiveBack(entry.Tokens, used, now);
            ServeBoth(now);
        }
    }

    /// <summary>A call was not made.</summary>
    public void Forget(in EndpointEntry entry)
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            _all.Forget(entry.Tokens, now);
            if (!entry.NeedsJudgement)
                _commodity.Forget(entry.Tokens, now);
            ServeBoth(now);
        }
    }

    /// <summary>Sends away all who wait: the endpoint is not asked any more.</summary>
    public void SendAway()
    {
        lock (_gate)
        {
            foreach (var waiting in _judging.Concat(_others))
                waiting.Answer(EntryRefusal.CircuitOpen);
            _judging.Clear();
            _others.Clear();
            StopTicking();
        }
    }

    private void Serve()
    {
        lock (_gate)
            ServeBoth(time.GetTimestamp());
    }

    private void ServeBoth(long now)
    {
        Serve(_judging, now);
        // A small call must not take, again and again, the tokens that a large one needs.
        if (_judging.Count == 0)
            Serve(_others, now);
        StopTicking();
    }

    private void Serve(LinkedList<WaitingCall> line, long now)
    {
        while (line.First is { Value: var first } && TryTake(first.Entry, now) == EntryRefusal.None)
        {
            line.RemoveFirst();
            first.Answer(EntryRefusal.None);
        }
    }

    private void Leave(LinkedList<WaitingCall> line, WaitingCall waiting, CancellationToken cancellation)
    {
        lock (_gate)
        {
            // One that was let in at the same moment stays in, and leaves like any other.
            if (line.Remove(waiting))
                waiting.Cancel(cancellation);
        }

        Serve();
    }

    /// <summary>Whether others wait who come first: nobody overtakes.</summary>
    private bool IsBehind(in EndpointEntry entry) => _judging.Count > 0 || (!entry.NeedsJudgement && _others.Count > 0);

    private EntryRefusal WhyNot(in EndpointEntry entry, long now) => Refuses(entry, now) is var refusal and not EntryRefusal.None ? refusal : EntryRefusal.Concurrency;

    private EntryRefusal TryTake(in EndpointEntry entry, long now)
    {
        var refusal = Refuses(entry, now);
        if (refusal != EntryRefusal.None)
            return refusal;
        _all.Take(entry.Tokens, now);
        if (!entry.NeedsJudgement)
            _commodity.Take(entry.Tokens, now);
        return EntryRefusal.None;
    }

    private EntryRefusal Refuses(in EndpointEntry entry, long now)
    {
        var refusal = _all.Refuses(entry.Endpoint.Limits!, entry.Tokens, now);
        return refusal != EntryRefusal.None || entry.NeedsJudgement ? refusal : _commodity.Refuses(entry.Endpoint.CommodityLimits!, entry.Tokens, now);
    }

    /// <summary>Time alone makes room again where a limit is by the minute; where nobody waits, nobody needs to be told.</summary>
    private void StopTicking()
    {
        if (_judging.Count > 0 || _others.Count > 0)
            return;
        _ticking?.Dispose();
        _ticking = null;
    }
}

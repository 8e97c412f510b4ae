using TieredRouting.Economics;

namespace TieredRouting.Endpoints;

/// <summary>What is used of an endpoint's limits: by all calls, or by those that need no judgement. Not thread-safe; who asks says what time it is.</summary>
internal sealed class UsedShare(TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly RollingSum<long> _requests = new(Minute, steps: 60, time);
    private readonly RollingSum<long> _tokens = new(Minute, steps: 60, time);
    private int _underWay;
    private long _reserved;

    /// <summary>The limit that a further call would go past.</summary>
    public EntryRefusal Refuses(EndpointLimits limits, long tokens, long now)
    {
        if (_underWay >= limits.Concurrency)
            return EntryRefusal.Concurrency;
        if (limits.RequestsPerMinute is { } requests && _requests.TotalAt(now) >= requests)
            return EntryRefusal.RequestsPerMinute;
        return limits.TokensPerMinute is { } most && _reserved + _tokens.TotalAt(now) is var counts && counts > 0 && counts + tokens > most
            ? EntryRefusal.TokensPerMinute
            : EntryRefusal.None;
    }

    public void Take(long tokens, long now)
    {
        _underWay++;
        _reserved += tokens;
        _requests.AddAt(now, 1);
    }

    /// <summary>A call has ended; what it used counts for a minute from now.</summary>
    public void GiveBack(long tokens, long used, long now)
    {
        _underWay--;
        _reserved -= tokens;
        _tokens.AddAt(now, used);
    }

    /// <summary>A call was not made.</summary>
    public void Forget(long tokens, long now)
    {
        GiveBack(tokens, used: 0, now);
        _requests.AddAt(now, -1);
    }

    /// <summary>What is taken by calls that are under way.</summary>
    public (int Calls, long Tokens) UnderWay => (_underWay, _reserved);
}

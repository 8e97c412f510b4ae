namespace TieredRouting.Fallback;

/// <summary>The time that a route, or one attempt of it, has, as a token that also fires when the caller cancels. Without a limit it is the caller's own token.</summary>
internal sealed class RouteDeadline : IDisposable
{
    private readonly CancellationTokenSource? _timer;
    private readonly FollowingSource? _linked;
    private readonly CancellationToken _caller;

    public RouteDeadline(TimeSpan? remaining, TimeProvider time, CancellationToken caller)
    {
        _caller = caller;
        Token = caller;
        if (remaining is not { } left)
            return;
        _timer = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        _linked = new FollowingSource(caller);
        _linked.CancelWith(_timer.Token);
        Token = _linked.Token;
    }

    /// <summary>
    /// What a provider is to heed, and how long it is waited for. One token is both: who stops waiting lets go of the token, and where another had said so first, it
    /// would never be told.
    /// </summary>
    public CancellationToken Token { get; }

    /// <summary>Whether the caller gave up.</summary>
    public bool Cancelled => _caller.IsCancellationRequested;

    /// <summary>Whether the time is over.</summary>
    public bool IsOver => _timer?.IsCancellationRequested == true;

    public void Dispose()
    {
        _linked?.Dispose();
        _timer?.Dispose();
    }
}

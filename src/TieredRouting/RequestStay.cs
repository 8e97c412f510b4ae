using TieredRouting.Fallback;

namespace TieredRouting;

/// <summary>A request's stay with the router: as long as it is there, the router does not let go of its sinks. Disposed once.</summary>
internal readonly struct RequestStay : IDisposable
{
    private readonly RequestsInFlight _all;
    private readonly FollowingSource _own;
    private readonly CancellationTokenRegistration _caller;

    public RequestStay(RequestsInFlight all, FollowingSource own, CancellationToken caller)
    {
        (_all, _own) = (all, own);
        _caller = caller.UnsafeRegister(static own => QuietCancellation.Cancel((FollowingSource)own!), own);
    }

    /// <summary>Fires when the caller cancels, and when the router shuts down and cannot wait any longer.</summary>
    public CancellationToken Token => _own.Token;

    public void Dispose()
    {
        _caller.Unregister();
        _all.Leave(_own, isShared: _caller == default);
    }
}

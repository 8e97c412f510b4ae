namespace TieredRouting;

/// <summary>A request's stay with the router: as long as it is there, the router does not let go of its sinks. Disposed once.</summary>
internal readonly struct RequestStay : IDisposable
{
    private readonly RequestsInFlight _all;
    private readonly CancellationTokenSource? _linked;

    public RequestStay(RequestsInFlight all, CancellationToken caller, CancellationToken cutOff)
    {
        _all = all;
        _linked = caller.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(caller, cutOff) : null;
        Token = _linked?.Token ?? cutOff;
    }

    /// <summary>Fires when the caller cancels, and when the router shuts down and cannot wait any longer.</summary>
    public CancellationToken Token { get; }

    public void Dispose()
    {
        _linked?.Dispose();
        _all.Leave();
    }
}

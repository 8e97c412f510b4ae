using TieredRouting.Fallback;

namespace TieredRouting;

/// <summary>A request's stay with the router: as long as it is there, the router does not let go of its sinks. Disposed once.</summary>
internal readonly struct RequestStay : IDisposable
{
    private readonly RequestsInFlight _all;
    private readonly CancellationTokenSource _own;
    private readonly CancellationTokenRegistration _cutOff;

    public RequestStay(RequestsInFlight all, CancellationToken caller, CancellationToken cutOff)
    {
        _all = all;
        _own = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _cutOff = cutOff.IsCancellationRequested ? default : cutOff.UnsafeRegister(static own => CutOff((CancellationTokenSource)own!), _own);
        if (cutOff.IsCancellationRequested)
            QuietCancellation.Cancel(_own);
    }

    /// <summary>Fires when the caller cancels, and when the router shuts down and cannot wait any longer.</summary>
    public CancellationToken Token => _own.Token;

    public void Dispose()
    {
        _cutOff.Dispose();
        _own.Dispose();
        _all.Leave();
    }

    /// <summary>Each by itself: what one client does when it is cancelled may hang, and the others are not to wait for it.</summary>
    private static void CutOff(CancellationTokenSource own) => ThreadPool.UnsafeQueueUserWorkItem(QuietCancellation.Cancel, own, preferLocal: false);
}

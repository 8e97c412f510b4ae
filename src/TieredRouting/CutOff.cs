using TieredRouting.Fallback;

namespace TieredRouting;

/// <summary>
/// Cancels one request when the router can wait no longer: each by itself, since what one client does when it is cancelled may hang, and the others are not to wait for it. Lent to one request after
/// another, as long as nothing else can cancel it.
/// </summary>
internal sealed class CutOff : CancellationTokenSource
{
    private readonly CancellationTokenRegistration _all;

    public CutOff(CancellationToken all)
    {
        if (all.IsCancellationRequested)
            QuietCancellation.Cancel(this);
        else
            _all = all.UnsafeRegister(static own => ThreadPool.UnsafeQueueUserWorkItem(QuietCancellation.Cancel, (CutOff)own!, preferLocal: false), this);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _all.Dispose();
        base.Dispose(disposing);
    }
}

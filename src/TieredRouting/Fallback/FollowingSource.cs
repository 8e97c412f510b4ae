namespace TieredRouting.Fallback;

/// <summary>
/// Is cancelled with a token, or sooner. What a client does when it is cancelled may hang, and nobody waits for it: not who stops its call, and not who lets go of this while the token is being cancelled,
/// as with a linked source of the framework.
/// </summary>
internal sealed class FollowingSource : CancellationTokenSource
{
    private readonly CancellationTokenRegistration _followed;
    private bool _stopped;

    /// <param name="followed">The token.</param>
    /// <param name="apart">Whether others follow the same token, so that each is to be cancelled by itself: one that hangs keeps no other from hearing of it.</param>
    public FollowingSource(CancellationToken followed, bool apart = false)
    {
        if (!apart || followed.IsCancellationRequested)
            _followed = followed.UnsafeRegister(static own => QuietCancellation.Cancel((FollowingSource)own!), this);
        else
            _followed = followed.UnsafeRegister(static own => CancelApart((FollowingSource)own!), this);
    }

    /// <summary>Cancels it, and goes on meanwhile.</summary>
    public void Stop()
    {
        _stopped = true;
        CancelApart(this);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _followed.Unregister();
        // Who is yet to be told of a stop would hear of nothing any more.
        if (!_stopped)
            base.Dispose(disposing);
    }

    private static void CancelApart(FollowingSource own)
    {
        // Where somebody decides what runs when, as evaluation in virtual time does, nothing runs behind their back.
        if (SynchronizationContext.Current is { } context)
            context.Post(static own => QuietCancellation.Cancel((FollowingSource)own!), own);
        else
            _ = QuietCancellation.CancelApartAsync(own);
    }
}

using System.Collections.Concurrent;
using TieredRouting.Fallback;

namespace TieredRouting;

/// <summary>
/// Counts the requests that are under way, so that a router which shuts down can wait for them. It is closed in two steps: first no new request is let in; then, when the last has left and
/// nobody waits any more, what they needed is let go. Thread-safe.
/// </summary>
internal sealed class RequestsInFlight(TimeProvider time) : IDisposable
{
    /// <summary>How long requests that were cancelled have to end and to be recorded.</summary>
    private static readonly TimeSpan AfterCancelling = TimeSpan.FromSeconds(5);

    /// <summary>How many sources are kept for the next requests.</summary>
    private const int MostSpare = 256;

    private readonly CancellationTokenSource _cutOff = new();
    private readonly ConcurrentQueue<FollowingSource> _spare = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action<bool>? _release;

    // One of these is the router's own: at one it is idle, at none it is gone.
    private int _count = 1;
    private volatile bool _closing;

    /// <summary>Whether no new request is let in.</summary>
    public bool IsClosing => _closing;

    /// <summary>Whether requests were cancelled because they took too long to end.</summary>
    public bool IsCutOff => _cutOff.IsCancellationRequested;

    /// <summary>How many there are.</summary>
    public int Count => Math.Max(0, Volatile.Read(ref _count) - 1);

    /// <summary>Lets a request in. One that comes too late is let in to be turned away on record.</summary>
    /// <exception cref="ObjectDisposedException">The router is gone, and so are its sinks.</exception>
    public RequestStay Enter(CancellationToken caller)
    {
        for (var count = Volatile.Read(ref _count); ;)
        {
            ObjectDisposedException.ThrowIf(count == 0, typeof(TieredRoutingChatClient));
            var seen = Interlocked.CompareExchange(ref _count, count + 1, count);
            if (seen == count)
                return new RequestStay(this, caller.CanBeCanceled || !_spare.TryDequeue(out var spare) ? new FollowingSource(_cutOff.Token, apart: true) : spare, caller);
            count = seen;
        }
    }

    /// <summary>Lets a request go.</summary>
    /// <param name="own">What would have cut it off.</param>
    /// <param name="isShared">Whether nothing else could cancel it: then the next may have it.</param>
    public void Leave(FollowingSource own, bool isShared)
    {
        if (isShared && !_closing && _spare.Count < MostSpare && own.TryReset())
            _spare.Enqueue(own);
        else
            own.Dispose();
        var left = Interlocked.Decrement(ref _count);
        if (left == 1 && _closing)
            _ended.TrySetResult();
        else if (left == 0)
            Release(late: true);
    }

    /// <summary>Lets no new request in.</summary>
    public void Close() => _closing = true;

    /// <summary>Lets no new request in, waits for those under way as long as it may, and cancels the rest.</summary>
    /// <param name="cancelling">Told how many requests are to be cancelled, before they are.</param>
    /// <param name="over">Fires when it has waited long enough.</param>
    public async Task DrainAsync(Action<int> cancelling, CancellationToken over)
    {
        Close();
        // Whoever leaves after this line sees that it is closing.
        Interlocked.MemoryBarrier();
        // What was cut off before had its time: a host that stops and then disposes of its services does not wait twice.
        if (Count == 0 || IsCutOff || await EndsAsync(Timeout.InfiniteTimeSpan, over))
            return;
        cancelling(Count);
        // Not waited for: what a client does when it is cancelled may hang, and the requests have so long to end with it.
        _ = QuietCancellation.CancelApartAsync(_cutOff);
        await EndsAsync(AfterCancelling, CancellationToken.None);
    }

    /// <summary>Lets go, once the last request has left, of what they needed.</summary>
    /// <param name="release">Lets go; told whether the last request does it, late, and not who called this.</param>
    public void End(Action<bool> release)
    {
        Close();
        _release = release;
        _ended.TrySetResult();
        if (Interlocked.Decrement(ref _count) == 0)
            Release(late: false);
    }

    /// <summary>Lets no new request in. A container may dispose this while requests are under way, and what they need is let go by the last of them.</summary>
    public void Dispose() => Close();

    private async Task<bool> EndsAsync(TimeSpan patience, CancellationToken over)
    {
        try
        {
            await _ended.Task.WaitAsync(patience, time, over);
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    private void Release(bool late)
    {
        Interlocked.Exchange(ref _release, null)?.Invoke(late);
        _cutOff.Dispose();
    }
}

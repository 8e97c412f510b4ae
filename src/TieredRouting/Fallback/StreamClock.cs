using Microsoft.Extensions.AI;

namespace TieredRouting.Fallback;

/// <summary>
/// The time-outs of one stream: up to its first content, from content to content, and of the whole. Only waiting for the provider counts, not what the caller
/// does in between; and only content does, since a provider can keep a connection alive for ever with nothing.
/// </summary>
internal sealed class StreamClock : IDisposable
{
    private readonly TimeSpan? _next;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource? _timer;
    private readonly FollowingSource? _linked;
    private TimeSpan? _left;
    private TimeSpan? _leftOfAll;
    private long _started;

    /// <param name="plan">The contract's limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Fires when the caller cancels or the deadline is over.</param>
    public StreamClock(FallbackPlan plan, TimeProvider time, CancellationToken cancellation)
    {
        (_left, _next, _leftOfAll, _time, Token) = (plan.FirstToken, plan.NextChunk, plan.Attempt, time, cancellation);
        if (_left is null && _next is null && _leftOfAll is null)
            return;
        _timer = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _linked = new FollowingSource(cancellation);
        _linked.CancelWith(_timer.Token);
        Token = _linked.Token;
    }

    /// <summary>What the provider is to heed, and how long one is waited for that heeds nothing.</summary>
    public CancellationToken Token { get; }

    /// <summary>Whether content has come.</summary>
    public bool HasProgressed { get; private set; }

    /// <summary>Whether the whole took too long, whatever came of it.</summary>
    public bool HasOverrun => _leftOfAll <= TimeSpan.Zero;

    /// <summary>Whether more content after the first did not come in time.</summary>
    public bool HasStalled => HasProgressed && !HasOverrun;

    /// <summary>Whether one of the times is over.</summary>
    public bool IsOver => _timer?.IsCancellationRequested == true;

    /// <summary>Whether a content is what is waited for.</summary>
    public static bool IsProgress(AIContent content) => content is not (UsageContent or TextContent { Text.Length: 0 } or TextReasoningContent { Text.Length: 0 });

    /// <summary>The provider is waited for.</summary>
    public void Start()
    {
        if ((_left < _leftOfAll ? _left : _leftOfAll ?? _left) is not { } left)
            return;
        _started = _time.GetTimestamp();
        _timer!.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    /// <summary>It is waited for no longer.</summary>
    public void Stop()
    {
        if (_left is null && _leftOfAll is null)
            return;
        var waited = _time.GetElapsedTime(_started);
        (_left, _leftOfAll) = (_left - waited, _leftOfAll - waited);
        _timer!.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    /// <summary>Content came: the next may take its own time.</summary>
    public void Progress()
    {
        HasProgressed = true;
        _left = _next;
    }

    /// <summary>The error of a stream that took too long.</summary>
    public TimeoutException Lateness(Exception exception) =>
        new(HasOverrun ? "The attempt took longer than its contract allows." : HasProgressed ? "The stream came to a halt: its next content did not come in time." : "The stream's first content did not come in time.", exception);

    public void Dispose()
    {
        _linked?.Dispose();
        _timer?.Dispose();
    }
}

using Microsoft.Extensions.AI;

namespace TieredRouting.Fallback;

/// <summary>
/// The time-outs of one stream: up to its first content, and from content to content. Only waiting for the provider counts, not what the caller
/// does in between; and only content does, since a provider can keep a connection alive for ever with nothing.
/// </summary>
internal sealed class StreamClock : IDisposable
{
    private readonly TimeSpan? _next;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource? _timer;
    private readonly CancellationTokenSource? _linked;
    private TimeSpan? _left;
    private long _started;

    /// <param name="plan">The contract's limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Fires when the caller cancels or the deadline is over.</param>
    public StreamClock(FallbackPlan plan, TimeProvider time, CancellationToken cancellation)
    {
        (_left, _next, _time, Token) = (plan.FirstToken, plan.NextChunk, time, cancellation);
        if (_left is null && _next is null)
            return;
        _timer = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _linked.CancelWith(_timer.Token);
        Token = _linked.Token;
    }

    /// <summary>What the provider is to heed, and how long one is waited for that heeds nothing.</summary>
    public CancellationToken Token { get; }

    /// <summary>Whether content has come.</summary>
    public bool HasProgressed { get; private set; }

    /// <summary>Whether one of the times is over.</summary>
    public bool IsOver => _timer?.IsCancellationRequested == true;

    /// <summary>Whether a content is what is waited for.</summary>
    public static bool IsProgress(AIContent content) => content is not (UsageContent or TextContent { Text.Length: 0 } or TextReasoningContent { Text.Length: 0 });

    /// <summary>The provider is waited for.</summary>
    public void Start()
    {
        if (_left is not { } left)
            return;
        _started = _time.GetTimestamp();
        _timer!.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    /// <summary>It is waited for no longer.</summary>
    public void Stop()
    {
        if (_left is null)
            return;
        _left -= _time.GetElapsedTime(_started);
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
        new(HasProgressed ? "The stream came to a halt: its next content did not come in time." : "The stream's first content did not come in time.", exception);

    public void Dispose()
    {
        _linked?.Dispose();
        _timer?.Dispose();
    }
}

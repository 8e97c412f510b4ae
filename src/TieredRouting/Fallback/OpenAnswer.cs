using Microsoft.Extensions.AI;
using TieredRouting.Economics;

namespace TieredRouting.Fallback;

/// <summary>An answer that streams to the caller. Its first content is there, so nothing can be taken back: a failure from here on is a failure.</summary>
internal sealed class OpenAnswer(RouteRun run, FallbackLoop loop, TierEndpoint endpoint, IMeteredStream stream, Queue<ChatResponseUpdate> first, RouteDeadline deadline) : IAsyncDisposable
{
    private ErrorContent? _error;
    private bool _isStep;
    private bool _truncated;

    /// <summary>The update read last, as the caller gets it.</summary>
    public ChatResponseUpdate Current { get; private set; } = null!;

    public async ValueTask<bool> ReadAsync()
    {
        if (_error is not null)
            return false;
        if (!first.TryDequeue(out var update))
        {
            if (!await stream.ReadAsync())
                return false;
            update = stream.Current;
        }

        Current = ReleasedAnswer.Of(run, endpoint, update);
        Notice(update);
        return _error is null;
    }

    /// <summary>Records the attempt, once the caller has read to the end or stopped reading.</summary>
    /// <param name="abandoned">Whether the caller stopped before the end.</param>
    public async ValueTask<RouteEnding> FinishAsync(bool abandoned)
    {
        await DisposeAsync();
        run.IsStep = _isStep;
        return loop.EndStream(run, endpoint, stream.Result!, _error is not null, _truncated, abandoned, deadline);
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private void Notice(ChatResponseUpdate update)
    {
        _truncated |= update.FinishReason == ChatFinishReason.Length;
        _isStep |= update.Contents.Holds(RouteStamp.IsStep);
        _error ??= update.Contents.OfType<ErrorContent>().FirstOrDefault();
    }
}

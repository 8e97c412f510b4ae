using Microsoft.Extensions.AI;
using TieredRouting.Economics;

namespace TieredRouting.Fallback;

/// <summary>An answer that streams to the caller. Its first content is there, so nothing can be taken back: a failure from here on is a failure.</summary>
internal sealed class OpenAnswer(
    RouteRun run,
    FallbackLoop loop,
    TierEndpoint endpoint,
    IMeteredStream stream,
    Queue<ChatResponseUpdate> first,
    int? outputLimit,
    RouteDeadline deadline)
{
    private string? _error;
    private bool _refused;
    private ChatFinishReason? _finish;

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

        Notice(update);
        Current = ReleasedAnswer.Of(run, endpoint, update);
        return _error is null;
    }

    /// <summary>Records the attempt, once the caller has read to the end or stopped reading.</summary>
    /// <param name="abandoned">Whether the caller stopped before the end.</param>
    public async ValueTask<RouteEnding> FinishAsync(bool abandoned)
    {
        await stream.DisposeAsync();
        return loop.EndStream(run, endpoint, stream.Result!, new StreamEnd(Flaw(), _error, abandoned), deadline);
    }

    private void Notice(ChatResponseUpdate update)
    {
        _finish = update.FinishReason ?? _finish;
        run.IsStep |= update.Contents.Holds(RouteStamp.IsStep);
        _refused |= update.FinishReason == ChatFinishReason.ContentFilter || update.Contents.Holds(AnswerChecks.IsRefusal);
        if (update.Contents.Holds(static content => content is ErrorContent))
            _error = "errorContent";
        else if (update.Contents.Holds(content => AnswerChecks.IsForbidden(run, content)))
            _error = StreamEnd.ForbiddenTool;
    }

    private Trigger? Flaw() =>
        _refused ? Trigger.Refusal
        : AnswerChecks.IsCutOff(run, _finish, outputLimit, run.IsStep) ? Trigger.Truncated
        : null;
}

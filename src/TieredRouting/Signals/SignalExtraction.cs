using Microsoft.Extensions.Logging;
using TieredRouting.Telemetry;

namespace TieredRouting.Signals;

/// <summary>
/// Runs every extractor over one request, side by side. One that throws, answers under another name or takes too long
/// becomes an unavailable signal: a broken extractor can never cost a request, and never lower what it requires.
/// </summary>
internal sealed class SignalExtraction(ISignalExtractor[] extractors, TimeSpan timeLimit, TimeProvider time, ILogger logger)
{
    private readonly string[] _names = [.. extractors.Select(extractor => extractor.Name)];

    public ValueTask<SignalSet> ExtractAsync(SignalRequest request, CancellationToken cancellationToken)
    {
        var signals = new Signal[extractors.Length];
        Task<Signal>?[]? pending = null;
        for (var i = 0; i < signals.Length; i++)
        {
            var extracting = Start(extractors[i], request, cancellationToken);
            if (extracting.IsCompletedSuccessfully)
                signals[i] = Named(_names[i], extracting.Result);
            else
                (pending ??= new Task<Signal>?[signals.Length])[i] = extracting.AsTask();
        }

        return pending is null ? new(new SignalSet(signals)) : FinishAsync(pending, signals, cancellationToken);
    }

    private static ValueTask<Signal> Start(ISignalExtractor extractor, SignalRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return extractor.ExtractAsync(request, cancellationToken);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<Signal>(exception);
        }
    }

    private async ValueTask<SignalSet> FinishAsync(Task<Signal>?[] pending, Signal[] signals, CancellationToken cancellationToken)
    {
        var all = Task.WhenAll(pending.OfType<Task<Signal>>());
        await ((Task)all).WaitAsync(timeLimit, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        for (var i = 0; i < pending.Length; i++)
        {
            if (pending[i] is { } task)
                signals[i] = Ended(_names[i], task);
        }

        return new SignalSet(signals);
    }

    private Signal Ended(string name, Task<Signal> task)
    {
        if (task.IsCompletedSuccessfully)
            return Named(name, task.Result);
        if (task.IsCompleted)
            return Unavailable(name, $"it threw {task.Exception?.InnerException?.GetType().Name ?? nameof(OperationCanceledException)}");
        Forget(task);
        return Unavailable(name, "it ran over its time");
    }

    private Signal Named(string name, Signal? signal) =>
        signal?.Name == name ? signal : Unavailable(name, "its extractor answered under another name");

    private Signal Unavailable(string name, string why)
    {
        logger.SignalUnavailable(name, why);
        return Signal.Unavailable(name, why);
    }

    /// <summary>Nobody waits for the task any more; its late failure must not surface as an unobserved one.</summary>
    private static void Forget(Task task) =>
        _ = task.ContinueWith(static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}

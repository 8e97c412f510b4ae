using Microsoft.Extensions.Logging;
using TieredRouting.Telemetry;

namespace TieredRouting.Signals;

/// <summary>Asks the application's recognizers, side by side and within four fifths of the time that extractors have, so that a late one cannot take what others found along.</summary>
internal sealed class TextRecognition(ITextRecognizer[] recognizers, TimeSpan timeLimit, TimeProvider time, ILogger logger)
{
    private readonly TimeSpan _limit = timeLimit * 0.8;

    /// <summary>Adds what they find to <paramref name="found"/>, in order and without overlaps.</summary>
    /// <returns>Why not all of them did; <see langword="null"/> where they did.</returns>
    public async ValueTask<string?> FindAsync(string text, List<SignalEvidence> found, CancellationToken cancellationToken)
    {
        var lists = Array.ConvertAll(recognizers, _ => new List<SignalEvidence>());
        var asked = recognizers.Select((recognizer, i) => StartAsync(recognizer, text, lists[i], cancellationToken)).ToArray();
        await ((Task)Task.WhenAll(asked)).WaitAsync(_limit, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        string? why = null;
        for (var i = 0; i < asked.Length; i++)
        {
            if (asked[i].IsCompletedSuccessfully)
                Join(text, lists[i], found);
            else
                why ??= Why(recognizers[i], asked[i]);
        }

        return why;
    }

    /// <summary>What is thrown at once is thrown all the same.</summary>
    private static async Task StartAsync(ITextRecognizer recognizer, string text, List<SignalEvidence> found, CancellationToken cancellationToken) =>
        await recognizer.FindAsync(text, found, cancellationToken);

    /// <summary>Both are walked once side by side: a text full of names is no reason to look through all findings for each.</summary>
    private static void Join(string text, List<SignalEvidence> recognized, List<SignalEvidence> found)
    {
        List<SignalEvidence> joined = new(found.Count + recognized.Count);
        var (next, free) = (0, 0);
        foreach (var evidence in recognized.Where(one => IsWithin(one, text)).OrderBy(one => one.Start))
        {
            for (; next < found.Count && found[next].Start + found[next].Length <= evidence.Start; next++)
                joined.Add(found[next]);
            if (evidence.Start < free || (next < found.Count && found[next].Start < evidence.Start + evidence.Length))
                continue;
            joined.Add(evidence);
            free = evidence.Start + evidence.Length;
        }

        joined.AddRange(found[next..]);
        found.Clear();
        found.AddRange(joined);
    }

    private static bool IsWithin(SignalEvidence evidence, string text) =>
        !string.IsNullOrWhiteSpace(evidence.Kind) && evidence.Start >= 0 && evidence.Length > 0 && evidence.Length <= text.Length - evidence.Start;

    private string Why(ITextRecognizer recognizer, Task task)
    {
        var why = task.IsCompleted
            ? $"the recognizer '{recognizer.Name}' threw {task.Exception?.InnerException?.GetType().Name ?? nameof(OperationCanceledException)}"
            : $"the recognizer '{recognizer.Name}' ran over its time";
        logger.SignalUnavailable(SignalNames.PolicyLane, why);
        // Nobody waits for a late one any more; its failure must not surface as an unobserved one.
        _ = task.ContinueWith(static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return why;
    }
}

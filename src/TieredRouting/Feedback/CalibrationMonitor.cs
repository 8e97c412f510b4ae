using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using TieredRouting.Telemetry;

namespace TieredRouting.Feedback;

/// <summary>
/// Watches, by contract and cohort, whether the answers that certified thresholds let out are wrong more often than promised. One watch for each entry of the configuration in force, so memory is bounded by that.
/// Thread-safe.
/// </summary>
internal sealed class CalibrationMonitor(ICalibrationRecord record, TimeProvider time, RoutingMetrics metrics, ILogger logger) : ICalibrationMonitor
{
    private FrozenDictionary<(string Contract, CertifiedThreshold Entry), Watched> _watched = FrozenDictionary<(string Contract, CertifiedThreshold Entry), Watched>.Empty;

    public IReadOnlyList<WatchedThreshold> Thresholds =>
        [.. Volatile.Read(ref _watched).Select(pair => pair.Value.Snapshot(pair.Key.Contract, pair.Key.Entry)).OrderBy(watched => watched.Contract, StringComparer.Ordinal).ThenBy(watched => watched.Certified.Cohort, StringComparer.Ordinal)];

    /// <summary>Watches these entries, and no others: one that was certified anew begins anew, one that is the same goes on.</summary>
    public void Watch(IEnumerable<(string Contract, CertifiedThreshold Entry)> entries)
    {
        var known = Volatile.Read(ref _watched);
        Volatile.Write(ref _watched, entries.Where(each => each.Entry.Threshold is not null).ToFrozenDictionary(each => each, each => known.GetValueOrDefault(each) ?? new Watched(each.Entry)));
    }

    /// <summary>Takes what somebody said of an answer that a threshold let out, where it tells right from wrong. The first word about an answer counts.</summary>
    public async ValueTask NoteAsync(string contract, AnswerPromise promise, RoutingFeedback feedback)
    {
        var entry = promise.Certified;
        if (WasWrong(feedback.Kind, feedback.EditDistance) is not { } wrong || !Volatile.Read(ref _watched).TryGetValue((contract, entry), out var watched) || !promise.TryJudge())
            return;
        if (!watched.Add(wrong, time.GetUtcNow()))
            return;
        var broken = watched.Snapshot(contract, entry);
        logger.PromiseBroken(broken.Contract, entry.Cohort, broken.Wrong, broken.Judged, entry.MaxError);
        metrics.PromiseBroken(broken.Contract, entry.Cohort);
        await record.WriteAsync(broken);
    }

    /// <summary>Whether what is said means that the answer was wrong; <see langword="null"/> where it means neither.</summary>
    public static bool? WasWrong(FeedbackKind kind, double? editDistance) => kind switch
    {
        FeedbackKind.Accepted or FeedbackKind.ThumbsUp => false,
        FeedbackKind.Corrected => editDistance is not 0,
        FeedbackKind.ReAsked or FeedbackKind.ThumbsDown or FeedbackKind.RolledBack => true,
        _ => null,
    };

    private sealed class Watched(CertifiedThreshold entry)
    {
        private readonly Lock _gate = new();
        private readonly ErrorWatch _errors = new(entry.MaxError, entry.Confidence);
        private DateTimeOffset? _brokenSince;

        public bool Add(bool wrong, DateTimeOffset now)
        {
            lock (_gate)
            {
                var broken = _errors.Add(wrong);
                if (broken)
                    _brokenSince = now;
                return broken;
            }
        }

        public WatchedThreshold Snapshot(string contract, CertifiedThreshold certified)
        {
            lock (_gate)
                return new WatchedThreshold(contract, certified, _errors.Judged, _errors.Wrong, _brokenSince);
        }
    }
}

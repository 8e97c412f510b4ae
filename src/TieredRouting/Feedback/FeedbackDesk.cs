using Microsoft.Extensions.AI;
using TieredRouting.Economics;
using TieredRouting.Telemetry;

namespace TieredRouting.Feedback;

/// <summary>Puts feedback together with the route it is about, counts it and writes it down.</summary>
internal sealed class FeedbackDesk(IFeedbackRecord record, TimeProvider time, RoutingMetrics metrics, CalibrationMonitor monitor, IRouteArchive? archive = null) : IRoutingFeedback
{
    /// <summary>How long after an answer a correction is one of the answer, and not of the world that went on.</summary>
    public static readonly TimeSpan CorrectionWindow = TimeSpan.FromMinutes(5);

    private const int RoutesKept = 10_000;

    private readonly BoundedMemory<string, RecentRoute> _routes = new(RoutesKept, StringComparer.Ordinal);
    private readonly ReAskWatch _reAsks = new();

    public async ValueTask<FeedbackResult> RecordAsync(string routeId, RoutingFeedback feedback, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(routeId);
        ArgumentNullException.ThrowIfNull(feedback);
        cancellationToken.ThrowIfCancellationRequested();
        RecentRoute? route = _routes.TryRecall(routeId, out var known) ? known : archive?.Find(routeId);
        if (!await RecordAsync(routeId, route, feedback, detected: false))
            return FeedbackResult.NotOnRecord;
        if (known.Promise is { } promise)
            await monitor.NoteAsync(known.Contract, promise, feedback);
        return route is null ? FeedbackResult.RouteUnknown : FeedbackResult.Recorded;
    }

    /// <summary>Remembers a route that gave an answer, and notices when it was asked before.</summary>
    public ValueTask AnsweredAsync(in RecentRoute route, IReadOnlyList<ChatMessage> messages, string? conversation)
    {
        _routes.Replace(route.Id, route);
        archive?.Remember(route);
        return _reAsks.Ask(route, messages, conversation) is { } earlier ? AskedAgainAsync(earlier) : ValueTask.CompletedTask;
    }

    private async ValueTask AskedAgainAsync(RecentRoute earlier) => await RecordAsync(earlier.Id, earlier, RoutingFeedback.ReAsked, detected: true);

    private ValueTask<bool> RecordAsync(string routeId, RecentRoute? route, RoutingFeedback feedback, bool detected)
    {
        var after = time.GetUtcNow() - route?.At;
        if (route is { } known && feedback.Kind == FeedbackKind.Corrected && after <= CorrectionWindow)
            metrics.Corrected(known.Contract, known.Tier, known.Cohort);
        metrics.FeedbackGiven(route?.Contract, EnumNames.Of(feedback.Kind), route?.Tier);
        return record.WriteAsync(routeId, route, feedback, after, detected);
    }
}

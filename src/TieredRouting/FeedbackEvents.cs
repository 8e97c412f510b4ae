using System.Globalization;
using TieredRouting.Audit;
using TieredRouting.Feedback;
using TieredRouting.Telemetry;

namespace TieredRouting;

/// <summary>Writes feedback to the audit: about which route and what, how much was changed, and never a word of it.</summary>
internal sealed class FeedbackEvents(AuditPipeline audit, RoutingLedger ledger, TimeProvider time) : IFeedbackRecord
{
    public ValueTask<bool> WriteAsync(string routeId, RecentRoute? route, RoutingFeedback feedback, TimeSpan? after, bool detected) => audit.WriteAsync(Counted(new AuditEvent
    {
        Id = ChainEvents.NewId(),
        Event = AuditEvent.Feedback,
        Time = time.GetUtcNow(),
        Contract = route?.Contract,
        Route = routeId,
        Details = [.. Details(route, feedback, after, detected).Where(detail => detail.Value is not null)],
    }));

    private AuditEvent Counted(AuditEvent happened)
    {
        ledger.Add(happened);
        return happened;
    }

    private static IEnumerable<KeyValuePair<string, string?>> Details(RecentRoute? route, RoutingFeedback feedback, TimeSpan? after, bool detected) =>
    [
        new("feedback", EnumNames.Of(feedback.Kind)),
        new("name", feedback.Name),
        new("value", feedback.Value?.ToString(CultureInfo.InvariantCulture)),
        new("editDistance", feedback.EditDistance is { } distance ? Number(distance) : null),
        new("afterMs", after is { } time ? Number(time.TotalMilliseconds) : null),
        new("tier", route?.Tier),
        new("start", route?.Start),
        new("floor", route?.Floor),
        new("class", route?.Class is { } workClass ? EnumNames.Of(workClass) : null),
        new("cohort", route?.Cohort),
        new("detected", detected ? "true" : null),
    ];

    private static string Number(double value) => Math.Round(value, 3).ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using TieredRouting.Audit;
using TieredRouting.Feedback;

namespace TieredRouting;

/// <summary>Writes to the audit that a certified threshold no longer keeps its promise.</summary>
internal sealed class CalibrationEvents(AuditPipeline audit, TimeProvider time) : ICalibrationRecord
{
    public async ValueTask WriteAsync(WatchedThreshold broken) => await audit.WriteAsync(new AuditEvent
    {
        Id = ChainEvents.NewId(),
        Event = AuditEvent.PromiseBroken,
        Time = time.GetUtcNow(),
        Contract = broken.Contract,
        Details = [.. Details(broken).Where(detail => detail.Value is not null)],
    });

    private static IEnumerable<KeyValuePair<string, string?>> Details(WatchedThreshold broken) =>
    [
        new("cohort", broken.Certified.Cohort),
        new("threshold", Number(broken.Certified.Threshold)),
        new("judged", Number(broken.Judged)),
        new("wrong", Number(broken.Wrong)),
        new("maxError", Number(broken.Certified.MaxError)),
        new("confidence", Number(broken.Certified.Confidence)),
    ];

    private static string? Number(double? value) => value?.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using TieredRouting.Approvals;
using TieredRouting.Audit;
using TieredRouting.Telemetry;

namespace TieredRouting;

/// <summary>Writes decisions to the audit: who as a keyed hash, what and when, and how much was changed; never a word of it.</summary>
internal sealed class ApprovalEvents(AuditPipeline audit, RoutingLedger ledger) : IDecisionRecord
{
    public ValueTask<bool> WriteAsync(ApprovalItem item) => audit.WriteAsync(Counted(new AuditEvent
    {
        // The same decision has the same id, should a crash have it written twice.
        Id = $"{item.Request.Id}-{EnumNames.Of(item.Decision!.State)}",
        Event = AuditEvent.ApprovalDecided,
        Time = item.Decision.At,
        Contract = item.Request.Contract,
        Route = item.Request.RouteId,
        Details = [.. Details(item, item.Decision).Where(detail => detail.Value is not null)],
    }));

    private AuditEvent Counted(AuditEvent happened)
    {
        ledger.Add(happened);
        return happened;
    }

    private static IEnumerable<KeyValuePair<string, string?>> Details(ApprovalItem item, ApprovalDecision decision) =>
    [
        new("approval", item.Request.Id),
        new("decision", EnumNames.Of(decision.State)),
        new("by", decision.By),
        new("first", decision.First),
        new("requester", item.Request.Requester),
        new("tier", item.Request.Tier),
        new("cohort", item.Request.Cohort),
        .. Escalation(item.Request.Escalation),
        new("waitedMs", Number((decision.At - item.Request.CreatedAt).TotalMilliseconds)),
        new("editDistance", decision.EditDistance is { } distance ? Number(distance) : null),
        new("then", item.State == ApprovalState.Held ? "humanReview" : null),
        new("seal", item.Seal),
    ];

    private static IEnumerable<KeyValuePair<string, string?>> Escalation(HeldEscalation? asked) => asked is null ? [] :
    [
        new("escalateFrom", asked.From),
        new("escalateTo", asked.To),
        new("trigger", asked.Trigger is { } trigger ? EnumNames.Of(trigger) : null),
        new("expectedCost", asked.ExpectedCost.ToString(CultureInfo.InvariantCulture)),
    ];

    private static string Number(double value) => Math.Round(value, 3).ToString(CultureInfo.InvariantCulture);
}

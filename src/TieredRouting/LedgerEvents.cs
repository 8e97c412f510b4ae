using System.Globalization;
using TieredRouting.Economics;
using TieredRouting.Feedback;
using TieredRouting.Telemetry;

namespace TieredRouting;

/// <summary>What events say of a route, for the ledger.</summary>
internal static class LedgerEvents
{
    public static LedgerMarks MarksOf(string happened, Func<string, string?> detail) => happened switch
    {
        AuditEvent.Feedback => EnumNames.Find<FeedbackKind>(detail("feedback")) switch
        {
            FeedbackKind.Accepted => LedgerMarks.Accepted,
            // Later ones are on record, and not counted: the world may have moved on.
            FeedbackKind.Corrected when !(Milliseconds(detail("afterMs")) > FeedbackDesk.CorrectionWindow.TotalMilliseconds) => LedgerMarks.Corrected,
            FeedbackKind.ReAsked => LedgerMarks.ReAsked,
            FeedbackKind.ThumbsUp => LedgerMarks.ThumbsUp,
            FeedbackKind.ThumbsDown => LedgerMarks.ThumbsDown,
            FeedbackKind.RolledBack => LedgerMarks.RolledBack,
            _ => LedgerMarks.None,
        },
        AuditEvent.ApprovalDecided => EnumNames.Find<ApprovalState>(detail("decision")) switch
        {
            ApprovalState.Approved => LedgerMarks.Approved,
            ApprovalState.Edited => LedgerMarks.Edited,
            ApprovalState.Rejected => LedgerMarks.Rejected,
            ApprovalState.Expired => LedgerMarks.Expired,
            _ => LedgerMarks.None,
        },
        _ => LedgerMarks.None,
    };

    /// <summary>Where an event says that its route started. One of before the start was told counts where the route was answered.</summary>
    public static LedgerOrigin? OriginOf(string? contract, DateTimeOffset time, Func<string, string?> detail) =>
        contract is { Length: > 0 } && (detail("start") ?? detail("tier")) is { Length: > 0 } start
            ? new LedgerOrigin(contract, detail("cohort"), start, FloorOf(EnumNames.Find<WorkClass>(detail("class")) ?? default, detail("floor")), Before(time, detail("afterMs") ?? detail("waitedMs")))
            : null;

    /// <summary>How low a request might have started. Risk work is gated whatever the tier, so it is kept apart from other work of the same floor.</summary>
    public static string FloorOf(WorkClass workClass, string? floor) => workClass == WorkClass.T2 ? nameof(WorkClass.T2) : floor ?? string.Empty;

    private static DateTimeOffset Before(DateTimeOffset time, string? milliseconds) =>
        Milliseconds(milliseconds) is > 0 and var ago && ago < (time - DateTimeOffset.MinValue).TotalMilliseconds ? time.AddMilliseconds(-ago) : time;

    private static double? Milliseconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds : null;
}

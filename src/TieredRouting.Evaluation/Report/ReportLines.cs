using TieredRouting.Telemetry;

namespace TieredRouting.Evaluation;

/// <summary>A report in words: the same lines on a terminal and on a page.</summary>
internal static class ReportLines
{
    /// <summary>What came of the requests.</summary>
    public static IReadOnlyList<ReportLine> Outcomes(EvalReport report) =>
    [
        ReportLine.PartOf("correct", report.Correct, report.Requests),
        ReportLine.PartOf("released", report.Released, report.Requests),
        ReportLine.PartOf("held for approval", report.HeldForApproval, report.Requests),
        ReportLine.PartOf("human review", report.HumanReview, report.Requests),
        ReportLine.PartOf("failed closed", report.FailedClosed, report.Requests),
        ReportLine.PartOf("failed", report.Failed, report.Requests),
        ReportLine.PartOf("cancelled", report.Cancelled, report.Requests),
        ReportLine.PartOf("escalated", report.Escalated, report.Requests),
        ReportLine.PartOf("silent failures, of released", report.SilentFailures, report.Released),
    ];

    /// <summary>The triggers that were pulled.</summary>
    public static IEnumerable<ReportLine> Triggers(EvalReport report) =>
        from trigger in report.Triggers
        where trigger.Value > 0
        select new ReportLine(trigger.Key == EnumNames.Of(Trigger.Exhausted) ? "requests that no attempt was left for" : $"attempts rejected: {trigger.Key}", trigger.Value);
}

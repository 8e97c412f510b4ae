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

    /// <summary>What answers and refusals kept to.</summary>
    public static IReadOnlyList<(string What, double? Share)> Kept(EvalReport report) =>
    [
        ("schema kept, of answers that one looked at", report.SchemaValidity),
        ("grounded, of answers that the gate judged", report.Groundedness),
        ("refused or not as labelled", report.RefusalCorrectness),
    ];

    /// <summary>The parts of a report, by what they are and their names: classes, contracts, cohorts. A class without a request is none.</summary>
    public static IEnumerable<(string Name, PartFigures Part)> Parts(EvalReport report) =>
    [
        .. report.ByClass.Where(part => part.Value.Requests > 0).Select(part => ($"class {part.Key}", (PartFigures)part.Value)),
        .. report.ByContract.Select(part => ($"contract {part.Key}", part.Value)),
        .. report.ByCohort.Select(part => ($"cohort {part.Key}", part.Value)),
    ];

    /// <summary>What is said of each part, beside its name.</summary>
    public static IReadOnlyList<string> PartHeads { get; } = ["requests", "accuracy", "silent failures", "escalated", "asked", "schema kept", "grounded", "refusals", "p50", "p95"];

    /// <summary>What is said of a part, in the order of its heads.</summary>
    public static IReadOnlyList<string> Of(PartFigures part) =>
    [
        Figures.Count(part.Requests),
        Figures.Percent(part.Accuracy),
        Figures.Percent(part.Released == 0 ? null : part.SilentFailureRate),
        Figures.Percent(part.EscalationRate),
        Figures.Percent(part.Approval),
        Figures.Percent(part.SchemaValidity),
        Figures.Percent(part.Groundedness),
        Figures.Percent(part.RefusalCorrectness),
        Figures.Milliseconds(part.LatencyMs.P50),
        Figures.Milliseconds(part.LatencyMs.P95),
    ];

    /// <summary>The triggers that were pulled.</summary>
    public static IEnumerable<ReportLine> Triggers(EvalReport report) =>
        from trigger in report.Triggers
        where trigger.Value > 0
        select new ReportLine(trigger.Key == EnumNames.Of(Trigger.Exhausted) ? "requests that no attempt was left for" : $"attempts rejected: {trigger.Key}", trigger.Value);
}

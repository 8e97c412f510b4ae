using System.Globalization;
using Spectre.Console;
using TieredRouting.Evaluation;
using TieredRouting.Telemetry;

namespace TieredRouting.Cli;

/// <summary>Prints what an evaluation came to.</summary>
internal static class EvalTable
{
    public static void Print(EvaluationResult result, Terminal terminal)
    {
        var report = result.Report;
        var console = Tables.Console(terminal);
        console.Write(Spending(report, terminal));
        console.Write(Endings(report, terminal, result.ApprovalOfRiskWork));
        console.Write(Tiers(report, terminal));
        if (report.ByCohort.Count > 0)
            console.Write(Cohorts(report, terminal));
        if (report.ByWorkflow.Count > 0)
            console.Write(Workflows(report, terminal));
        if (report.Gates is { } gates)
            console.Write(Verdicts(gates, terminal));
    }

    private static Table Spending(EvalReport report, Terminal terminal)
    {
        var table = Tables.With(terminal, string.Empty, "accuracy", "cost", "cost per success");
        table.AddRow("routed", Percent(report.Accuracy), Money(report.Cost), Money(report.CostPerSuccess));
        foreach (var (name, baseline) in report.Baselines)
            table.AddRow(Markup.Escape(name), Percent(baseline.Accuracy), Money(baseline.Cost), Money(baseline.CostPerSuccess));
        return table;
    }

    private static Table Endings(EvalReport report, Terminal terminal, double? approval)
    {
        var table = Tables.With(terminal, "what", "count", "share");
        table.AddRow("requests", Count(report.Requests), string.Empty);
        AddShare(table, "correct", report.Correct, report.Requests);
        AddShare(table, "released", report.Released, report.Requests);
        AddShare(table, "held for approval", report.HeldForApproval, report.Requests);
        AddShare(table, "human review", report.HumanReview, report.Requests);
        AddShare(table, "failed closed", report.FailedClosed, report.Requests);
        AddShare(table, "failed", report.Failed, report.Requests);
        AddShare(table, "cancelled", report.Cancelled, report.Requests);
        AddShare(table, "escalated", report.Escalated, report.Requests);
        AddShare(table, "silent failures, of released", report.SilentFailures, report.Released);
        table.AddRow("policy violations", Count(report.PolicyViolations), string.Empty);
        foreach (var (name, part) in report.ByClass)
            table.AddRow($"class {name}", Count(part.Requests), Percent(part.Share));
        table.AddRow("T2 that a person was asked about", string.Empty, approval is { } asked ? Percent(asked) : "-");
        foreach (var (name, count) in report.Triggers.Where(trigger => trigger.Value > 0))
            table.AddRow(name == EnumNames.Of(Trigger.Exhausted) ? "requests that no attempt was left for" : $"attempts rejected: {name}", Count(count), string.Empty);
        table.AddRow("cost that is estimated", string.Empty, Percent(report.EstimatedShare));
        table.AddRow("latency p50, p95", string.Empty, string.Create(CultureInfo.InvariantCulture, $"{report.LatencyMs.P50:0.#}, {report.LatencyMs.P95:0.#} ms"));
        return table;
    }

    private static Table Tiers(EvalReport report, Terminal terminal)
    {
        var table = Tables.With(terminal, "tier", "attempts", "released", "cost");
        foreach (var (name, tier) in report.ByTier)
            table.AddRow(Markup.Escape(name), Count(tier.Attempts), Count(tier.Released), Money(tier.Cost));
        return table;
    }

    private static Table Cohorts(EvalReport report, Terminal terminal)
    {
        var table = Tables.With(terminal, "cohort", "requests", "accuracy", "escalated", "cost", "cost per success");
        foreach (var (name, cohort) in report.ByCohort)
            table.AddRow(Markup.Escape(name), Count(cohort.Requests), Percent(cohort.Accuracy), Percent(cohort.EscalationRate), Money(cohort.Cost), Money(cohort.CostPerSuccess));
        return table;
    }

    private static Table Workflows(EvalReport report, Terminal terminal)
    {
        var table = Tables.With(terminal, "workflow", "requests", "cost");
        foreach (var (name, workflow) in report.ByWorkflow)
            table.AddRow(Markup.Escape(name), Count(workflow.Requests), Money(workflow.Cost));
        return table;
    }

    private static Table Verdicts(IReadOnlyList<ReportVerdict> gates, Terminal terminal)
    {
        var table = Tables.With(terminal, "gate", "verdict", "is", "wanted");
        foreach (var gate in gates)
            table.AddRow(Markup.Escape(gate.Name), gate is { Holds: true, Note: { } note } ? Markup.Escape(note) : gate.Holds ? "holds" : "fails", Figure(gate.Value), gate.Wanted);
        return table;
    }

    private static string Figure(double? value) => value?.ToString("0.########", CultureInfo.InvariantCulture) ?? "-";

    private static void AddShare(Table table, string what, int part, int whole) =>
        table.AddRow(what, Count(part), whole == 0 ? "-" : Percent((double)part / whole));

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    private static string Money(decimal? money) => money?.ToString("0.000000", CultureInfo.InvariantCulture) ?? "-";
}

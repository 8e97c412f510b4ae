using Spectre.Console;
using TieredRouting.Evaluation;

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
        console.Write(Parts(report, terminal));
        if (report.ByWorkflow.Count > 0)
            console.Write(Workflows(report, terminal));
        if (report.Gates is { } gates)
            console.Write(Verdicts(gates, terminal));
    }

    private static Table Spending(EvalReport report, Terminal terminal)
    {
        var table = Tables.With(terminal, string.Empty, "accuracy", "cost", "cost per success");
        table.AddRow("routed", Figures.Percent(report.Accuracy), Figures.Money(report.Cost), Figures.Money(report.CostPerSuccess));
        foreach (var (name, baseline) in report.Baselines)
            table.AddRow(Tables.Text(name), Figures.Percent(baseline.Accuracy), Figures.Money(baseline.Cost), Figures.Money(baseline.CostPerSuccess));
        return table;
    }

    private static Table Endings(EvalReport report, Terminal terminal, double? approval)
    {
        var table = Tables.With(terminal, "what", "count", "share");
        table.AddRow("requests", Figures.Count(report.Requests), string.Empty);
        foreach (var line in ReportLines.Outcomes(report))
            table.AddRow(line.What, Figures.Count(line.Count), Figures.Percent(line.Share));
        table.AddRow("policy violations", Figures.Count(report.PolicyViolations), string.Empty);
        foreach (var (name, part) in report.ByClass)
            table.AddRow($"class {name}", Figures.Count(part.Requests), Figures.Percent(part.Share));
        table.AddRow("T2 that a person was asked about", string.Empty, Figures.Percent(approval));
        foreach (var (what, share) in ReportLines.Kept(report))
            table.AddRow(what, string.Empty, Figures.Percent(share));
        foreach (var line in ReportLines.Triggers(report))
            table.AddRow(line.What, Figures.Count(line.Count), string.Empty);
        table.AddRow("cost that is estimated", string.Empty, Figures.Percent(report.EstimatedShare));
        table.AddRow("latency p50, p95", string.Empty, $"{Figures.Milliseconds(report.LatencyMs.P50)}, {Figures.Milliseconds(report.LatencyMs.P95)}");
        return table;
    }

    private static Table Tiers(EvalReport report, Terminal terminal)
    {
        var table = Tables.With(terminal, "tier", "attempts", "released", "cost");
        foreach (var (name, tier) in report.ByTier)
            table.AddRow(Tables.Text(name), Figures.Count(tier.Attempts), Figures.Count(tier.Released), Figures.Money(tier.Cost));
        return table;
    }

    private static Table Cohorts(EvalReport report, Terminal terminal)
    {
        var table = Tables.With(terminal, "cohort", "requests", "accuracy", "escalated", "cost", "cost per success");
        foreach (var (name, cohort) in report.ByCohort)
            table.AddRow(Tables.Text(name), Figures.Count(cohort.Requests), Figures.Percent(cohort.Accuracy), Figures.Percent(cohort.EscalationRate), Figures.Money(cohort.Cost), Figures.Money(cohort.CostPerSuccess));
        return table;
    }

    private static Table Parts(EvalReport report, Terminal terminal)
    {
        var table = Tables.With(terminal, "part", ReportLines.PartHeads);
        foreach (var (name, part) in ReportLines.Parts(report))
            table.AddRow([Tables.Text(name), .. ReportLines.Of(part)]);
        return table;
    }

    private static Table Workflows(EvalReport report, Terminal terminal)
    {
        var table = Tables.With(terminal, "workflow", "requests", "cost");
        foreach (var (name, workflow) in report.ByWorkflow)
            table.AddRow(Tables.Text(name), Figures.Count(workflow.Requests), Figures.Money(workflow.Cost));
        return table;
    }

    private static Table Verdicts(IReadOnlyList<ReportVerdict> gates, Terminal terminal)
    {
        var table = Tables.With(terminal, "gate", "verdict", "is", "wanted");
        foreach (var gate in gates)
            table.AddRow(Tables.Text(gate.Name), gate is { Holds: true, Note: { } note } ? Tables.Text(note) : gate.Holds ? "holds" : "fails", Figures.Plain(gate.Value), gate.Wanted);
        return table;
    }
}

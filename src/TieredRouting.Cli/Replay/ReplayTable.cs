using System.Globalization;
using Spectre.Console;
using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>Prints what a candidate would change.</summary>
internal static class ReplayTable
{
    private const int MostCohorts = 50;
    private const int MostIds = 20;

    public static void Print(ReplayReport report, Terminal terminal)
    {
        var console = Tables.Console(terminal);
        console.Write(Changes(report, terminal));
        console.Write(Money(report, terminal));
        console.Write(Failures(report.EstimatedFailures, terminal));
        if (report.ByContract.Count > 0)
            console.Write(Parts(report, terminal));
        PrintUncovered(report, terminal);
    }

    private static Table Changes(ReplayReport report, Terminal terminal)
    {
        var table = Tables.With(terminal, "what", "requests", "share");
        void Row(string what, int count) => table.AddRow(Tables.Text(what), Figures.Count(count), Figures.Percent(report.Requests == 0 ? null : (double)count / report.Requests));
        Row("requests", report.Requests);
        Row("changed", report.Changed);
        foreach (var (name, shifts) in new[] { ("tier", report.Tier), ("floor", report.Floor), ("class", report.Class), ("lane", report.Lane) })
        {
            foreach (var (shift, count) in shifts)
                Row($"{name} {shift}", count);
        }

        Row("approval added", report.Approval.Added);
        Row("approval removed", report.Approval.Removed);
        foreach (var (gate, count) in report.Gates.Added)
            Row($"gate {gate} added", count);
        foreach (var (gate, count) in report.Gates.Removed)
            Row($"gate {gate} removed", count);
        Row("not covered by evidence", report.Uncovered.Count);
        return table;
    }

    private static Table Money(ReplayReport report, Terminal terminal)
    {
        var cost = report.EstimatedCost;
        var table = Tables.With(terminal, $"estimated cost{(cost.Currency is { } currency ? $" ({Tables.Text(currency)})" : string.Empty)}", "now", "of it not covered", "candidate", "95 % interval", "thin");
        table.AddRow("all", Figures.Money(cost.Now), Figures.Money(cost.UncoveredNow), Figures.Money(cost.Candidate), Interval(cost.Interval), Figures.Count(cost.Thin));
        return table;
    }

    private static Table Failures(ReplayFailures failures, Terminal terminal)
    {
        var table = Tables.With(terminal, "estimated requests without success", "now", "of them not covered", "candidate", "95 % interval");
        table.AddRow(
            "all",
            Figures.Count(failures.Now),
            Figure(failures.UncoveredNow),
            failures.Candidate is { } candidate ? Figure(candidate) : "-",
            failures.Interval is { } interval ? $"{Figure(interval.Low)} to {Figure(interval.High)}" : "-");
        return table;
    }

    private static string Figure(decimal count) => count.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>The cohorts with the most changes come first.</summary>
    private static Table Parts(ReplayReport report, Terminal terminal)
    {
        var table = Tables.With(terminal, "contract", "cohort", "requests", "changed", "tier", "approval", "not covered", "now", "candidate", "95 % interval");
        foreach (var (contract, part) in report.ByContract)
        {
            Row(table, contract, "all", part);
            foreach (var (cohort, its) in part.ByCohort!.OrderByDescending(pair => pair.Value.Changed).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MostCohorts))
                Row(table, contract, cohort, its);
            if (part.ByCohort!.Count > MostCohorts)
                table.AddRow(Tables.Text(contract), string.Create(CultureInfo.InvariantCulture, $"and {part.ByCohort.Count - MostCohorts} more"));
        }

        return table;
    }

    private static void Row(Table table, string contract, string cohort, ReplayPart part) => table.AddRow(
        Tables.Text(contract),
        Tables.Text(cohort),
        Figures.Count(part.Requests),
        Figures.Count(part.Changed),
        Tables.Text(part.Tier.Count == 0 ? "-" : string.Join(", ", part.Tier.Select(shift => string.Create(CultureInfo.InvariantCulture, $"{shift.Key} {shift.Value}")))),
        string.Create(CultureInfo.InvariantCulture, $"+{part.Approval.Added} -{part.Approval.Removed}"),
        Figures.Count(part.Uncovered),
        Figures.Money(part.EstimatedCost.Now),
        Figures.Money(part.EstimatedCost.Candidate),
        Interval(part.EstimatedCost.Interval));

    private static string Interval(EstimateInterval? interval) => interval is null ? "-" : $"{Figures.Money(interval.Low)} to {Figures.Money(interval.High)}";

    private static void PrintUncovered(ReplayReport report, Terminal terminal)
    {
        if (report.Uncovered.Count == 0)
            return;
        var more = report.Uncovered.Count > MostIds ? string.Create(CultureInfo.InvariantCulture, $" and {report.Uncovered.Count - MostIds} more") : string.Empty;
        terminal.Out.WriteLine($"not covered: {string.Join(", ", report.Uncovered.Take(MostIds).Select(Terminal.OneLine))}{more}");
    }
}

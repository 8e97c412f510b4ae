using System.Globalization;
using Spectre.Console;
using TieredRouting.Evaluation;
using TieredRouting.Telemetry;

namespace TieredRouting.Cli;

/// <summary>Prints advice, the easiest cohort first, and why under it.</summary>
internal static class AdviceTable
{
    private const int MostReasons = 50;

    public static void Print(AdviceReport report, Terminal terminal)
    {
        var table = Tables.With(terminal, "contract", "cohort", "requests", "advice", "start", "success now", "bar", $"saved{(report.Currency is { } currency ? $" ({Tables.Text(currency)})" : string.Empty)}", "more successes");
        foreach (var cohort in report.Advice)
            Row(table, cohort);
        Tables.Console(terminal).Write(table);
        foreach (var cohort in report.Advice.Take(MostReasons))
            terminal.Out.WriteLine(Terminal.OneLine($"{cohort.Contract}{(cohort.Cohort is { } name ? $" {name}" : string.Empty)}: {EnumNames.Of(cohort.Advice)}, since {cohort.Because}"));
        if (report.HeldByFloors > 0)
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.HeldByFloors} of {report.Requests} requests are left out: a floor put them on their tier"));
    }

    private static void Row(Table table, CohortAdvice cohort) => table.AddRow(
        Tables.Text(cohort.Contract),
        Tables.Text(cohort.Cohort ?? "-"),
        Figures.Count(cohort.Requests),
        EnumNames.Of(cohort.Advice),
        Tables.Text(cohort.To is { } to ? $"{cohort.From} to {to}" : cohort.From),
        Figures.Percent(cohort.Tiers.GetValueOrDefault(cohort.From)?.SuccessRate),
        Figures.Percent(cohort.Bar),
        Figures.Money(cohort.Saved),
        cohort.MoreSuccesses is { } more ? more.ToString("+0.0;-0.0;0", CultureInfo.InvariantCulture) : "-");
}

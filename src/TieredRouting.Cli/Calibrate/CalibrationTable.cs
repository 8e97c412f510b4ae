using Spectre.Console;
using TieredRouting.Evaluation;
using TieredRouting.Telemetry;

namespace TieredRouting.Cli;

/// <summary>Prints what could be certified.</summary>
internal static class CalibrationTable
{
    public static void Print(CalibrationResult result, Terminal terminal)
    {
        var table = Tables.With(terminal, "cohort", "score", "accepted", "wrong", "bound", "allowed", "confidence", "threshold");
        foreach (var certified in result.Thresholds)
        {
            table.AddRow(
                Tables.Text(certified.Cohort ?? "(all others)"),
                EnumNames.Of(certified.Score),
                Figures.Count(certified.N),
                Figures.Count(certified.Errors),
                Figures.Percent(certified.Bound),
                Figures.Percent(certified.MaxError),
                Figures.Percent(certified.Confidence),
                certified.Threshold is { } threshold ? Figures.Plain(threshold) : "none");
        }

        Tables.Console(terminal).Write(table);
        terminal.Out.WriteLine(Verdict(result));
    }

    private static string Verdict(CalibrationResult result)
    {
        var certified = result.Thresholds.Count(threshold => threshold.Threshold is not null);
        return certified switch
        {
            0 => $"nothing could be certified: what '{result.Tier}' answers always escalates",
            _ when certified < result.Thresholds.Count => $"{certified} of {result.Thresholds.Count} could be certified; for the others, what '{result.Tier}' answers always escalates",
            _ => $"{certified} of {result.Thresholds.Count} could be certified",
        };
    }
}

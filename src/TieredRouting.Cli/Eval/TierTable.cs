using System.Globalization;
using Spectre.Console;
using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>Prints what prompts are worth on each tier alone.</summary>
internal static class TierTable
{
    public static void Print(TierComparison comparison, Terminal terminal)
    {
        var table = Tables.With(terminal, "prompt", "tier", "requests", "valid", "accuracy", "bar", "holds");
        foreach (var score in comparison.Scores)
        {
            table.AddRow(
                Markup.Escape(score.Prompt),
                Markup.Escape(score.Tier),
                score.Requests.ToString(CultureInfo.InvariantCulture),
                Percent(score.Valid),
                Percent(score.Accuracy),
                Percent(score.Bar),
                score.Holds ? "yes" : "no");
        }

        Tables.Console(terminal).Write(table);
        foreach (var only in comparison.OnOneTierOnly)
            terminal.Out.WriteLine($"prompt '{only.Prompt}' holds on the tier '{only.Tier}' only");
    }

    private static string Percent(double share) => (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";
}

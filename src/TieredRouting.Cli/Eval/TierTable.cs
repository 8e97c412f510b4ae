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
                Tables.Text(score.Prompt),
                Tables.Text(score.Tier),
                Figures.Count(score.Requests),
                Figures.Percent(score.Valid),
                Figures.Percent(score.Accuracy),
                Figures.Percent(score.Bar),
                score.Holds ? "yes" : "no");
        }

        Tables.Console(terminal).Write(table);
        foreach (var only in comparison.OnOneTierOnly)
            terminal.Out.WriteLine($"prompt '{only.Prompt}' holds on the tier '{only.Tier}' only");
    }
}

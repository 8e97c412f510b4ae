using System.Globalization;
using Spectre.Console;
using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>Trains, writes the model, and says what it is worth.</summary>
internal static class Training
{
    /// <param name="asked">What was asked for, checked.</param>
    /// <param name="json">Takes what the model is worth.</param>
    /// <param name="terminal">The terminal.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> RunAsync(TrainRequest asked, JsonOutput json, Terminal terminal, CancellationToken cancellationToken)
    {
        using var model = ResultFile.Open(asked.Output, terminal, asked.Source);
        var training = new DifficultyTraining(asked.Small, asked.Large) { Contract = asked.Contract };
        TrainedDifficulty? trained = null;
        await Watching.UntilDoneAsync($"Training on {asked.Source.Name}", () => training.Progress, terminal, async () => trained = asked.Audit is { } audit
            ? await training.TrainAuditAsync(audit, cancellationToken)
            : training.Train(asked.Source, cancellationToken));
        trained!.Write(model.Stream);
        model.Keep();
        json.Write(SummaryOf(asked, trained), DifficultySummaryContext.Default.TrainSummary);
        if (json.LeavesTable)
            PrintTable(trained, terminal);
        foreach (var note in trained.Notes)
            terminal.Warn(note);
        return Terminal.Success;
    }

    private static TrainSummary SummaryOf(TrainRequest asked, TrainedDifficulty trained) =>
        new(asked.Small, asked.Large, trained.Recordings, trained.LeftOut, trained.Routing, trained.Length, trained.Notes);

    private static void PrintTable(TrainedDifficulty trained, Terminal terminal)
    {
        var table = Tables.With(terminal, "on requests held back", "APGR", "CPT50", "CPT80");
        if (trained.Routing is { } routing)
            table.AddRow("learnt", Figure(routing.Apgr, "0.000"), Figure(routing.Cpt50, "0.0"), Figure(routing.Cpt80, "0.0"));
        if (trained.Length is { } length)
            table.AddRow("length alone", Figure(length.Apgr, "0.000"), Figure(length.Cpt50, "0.0"), Figure(length.Cpt80, "0.0"));
        Tables.Console(terminal).Write(table);
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"learnt from {trained.Recordings} requests"));
    }

    private static string Figure(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>Evaluates, and says what came of it: the table on standard output, the report in its files, gates that do not hold on standard error.</summary>
internal sealed class Evaluating(EvalRequest asked, Terminal terminal)
{
    public static async Task<int> RunAsync(EvalRequest asked, Terminal terminal, CancellationToken cancellationToken)
    {
        asked.Check();
        var gates = asked.Gates is { } file ? ReportGates.Read(file) : null;
        FileInfo[] inputs = gates?.BaselineReport is { } baseline ? [baseline] : [];
        using var json = asked.WantsJson ? JsonOutput.Open(asked.Json, terminal, inputs) : JsonOutput.Nowhere();
        using var html = asked.Html is { } page ? ResultFile.Open(page, terminal, inputs) : null;
        var evaluating = new Evaluating(asked, terminal);
        var evaluation = evaluating.Evaluation();
        var result = Judged(await evaluating.RunAsync(evaluation, cancellationToken), gates);
        if (json.LeavesTable)
            EvalTable.Print(result, terminal);
        foreach (var note in result.Notes)
            terminal.Warn(note);
        json.Write(result.Report, EvalReportJsonContext.Default.EvalReport);
        evaluating.WriteHtml(result, html);
        if (asked.AcrossTiers)
            await evaluating.CompareAsync(evaluation, cancellationToken);
        return evaluating.Verdict(result);
    }

    /// <summary>The configuration is checked once before anything runs, and what it warns of is said once.</summary>
    private RoutingEvaluation Evaluation()
    {
        var file = RoutingFile.Read(asked.Config);
        void Declare(TieredRoutingBuilder routing)
        {
            file.Declare(routing);
            routing.AddProviderClients();
        }

        using (RoutingServices.Build(asked.Config.Name, terminal, routing =>
        {
            Declare(routing);
            if (asked.Recordings is not null)
                routing.StandInFor(_ => NoClient.Instance);
        }))
        {
            file.WarnOfForeign(asked.Config.Name, terminal);
        }

        return new RoutingEvaluation(Declare, new EvaluationOptions { Concurrency = asked.Concurrency, Audit = asked.Audit, Resume = asked.Resume });
    }

    /// <exception cref="UnwritableFileException">The audit cannot be written on.</exception>
    private async Task<EvaluationResult> RunAsync(RoutingEvaluation evaluation, CancellationToken cancellationToken)
    {
        try
        {
            return await WatchedAsync(evaluation, cancellationToken);
        }
        catch (AuditWriteException exception) when (exception.InnerException is IOException inner && asked.Audit is { } audit)
        {
            throw new UnwritableFileException(audit.Name, UnwritableFile.Of(inner), exception);
        }
    }

    private async Task<EvaluationResult> WatchedAsync(RoutingEvaluation evaluation, CancellationToken cancellationToken)
    {
        EvaluationResult? result = null;
        await Watching.UntilDoneAsync($"Evaluating {(asked.Cases ?? asked.Recordings)!.Name}", () => evaluation.Progress, terminal, async () => result = asked.Cases is { } cases
            ? await evaluation.RunCasesAsync(cases, asked.Recordings, cancellationToken)
            : await evaluation.ReplayAsync(asked.Recordings!, cancellationToken));
        return result!;
    }

    private static EvaluationResult Judged(EvaluationResult result, ReportGates? gates) =>
        gates is null ? result : result with { Report = result.Report with { Gates = gates.Judge(result) } };

    private void WriteHtml(EvaluationResult result, ResultFile? html)
    {
        if (html is null)
            return;
        new HtmlReport(result, (asked.Cases ?? asked.Recordings)!.Name, asked.Config.Name).Write(html.Stream);
        html.Keep();
    }

    private async Task CompareAsync(RoutingEvaluation evaluation, CancellationToken cancellationToken)
    {
        TierComparison? comparison = null;
        await Watching.UntilDoneAsync("Comparing tiers", () => evaluation.Progress, terminal, async () => comparison = await evaluation.CompareTiersAsync(asked.Recordings!, cancellationToken));
        TierTable.Print(comparison!, terminal);
        foreach (var note in comparison!.Notes)
            terminal.Warn(note);
    }

    /// <summary>Where there are gates they decide. Cases without gates are gates themselves.</summary>
    private int Verdict(EvaluationResult result)
    {
        foreach (var failed in result.FailedExpectations)
            terminal.Error.WriteLine($"failed: {failed}");
        if (result.Report.Gates is not { } gates)
            return result.FailedExpectations.Count == 0 ? Terminal.Success : Terminal.GateFailed;
        foreach (var noted in gates.Where(gate => gate is { Holds: true, Note: not null }))
            terminal.Warn(noted.ToString());
        foreach (var breach in gates.Where(gate => !gate.Holds))
            terminal.Error.WriteLine($"gate failed: {breach}");
        return gates.All(gate => gate.Holds) ? Terminal.Success : Terminal.GateFailed;
    }
}

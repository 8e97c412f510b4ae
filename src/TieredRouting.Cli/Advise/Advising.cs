using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>One run of <c>advise</c>: the table on standard output, the advice in its file, what is wrong or to be known on standard error.</summary>
internal static class Advising
{
    public static async Task<int> RunAsync(FileInfo config, FileInfo audit, JsonOutput json, Terminal terminal, CancellationToken cancellationToken)
    {
        var adviser = new RoutingAdviser(RecordedRouting.Of(config, terminal));
        AdviceReport? found = null;
        await Watching.UntilDoneAsync($"Reading {audit.Name}", () => adviser.Progress, terminal, async () => found = await adviser.AdviseAsync(audit, cancellationToken));
        if (json.LeavesTable)
            AdviceTable.Print(found!, terminal);
        json.Write(found!, AdviceReportJsonContext.Readable.AdviceReport);
        return RecordedRouting.End(found!.Notes, found.Errors, found.Unusable, audit, terminal);
    }
}

using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>One run of <c>replay</c>: the table on standard output, the differences in their file, what is wrong or to be known on standard error.</summary>
internal static class Replaying
{
    public static async Task<int> RunAsync(FileInfo config, FileInfo audit, JsonOutput json, Terminal terminal, CancellationToken cancellationToken)
    {
        var replay = new AuditReplay(RecordedRouting.Of(config, terminal));
        ReplayReport? found = null;
        await Watching.UntilDoneAsync($"Replaying {audit.Name}", () => replay.Progress, terminal, async () => found = await replay.RunAsync(audit, cancellationToken));
        if (json.LeavesTable)
            ReplayTable.Print(found!, terminal);
        // What could be replayed is kept, also where some lines could not.
        json.Write(found!, ReplayReportJsonContext.Readable.ReplayReport);
        return RecordedRouting.End(found!.Notes, found.Errors, found.Unusable, audit, terminal);
    }
}

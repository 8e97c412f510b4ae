using System.Text.Json;
using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>One run of <c>replay</c>: the table on standard output, the differences in their file, what is wrong or to be known on standard error.</summary>
internal static class Replaying
{
    public static async Task<int> RunAsync(FileInfo config, FileInfo audit, FileInfo? json, Terminal terminal, CancellationToken cancellationToken)
    {
        using var file = json is null ? null : ResultFile.Open(json, terminal, config, audit);
        var replay = Candidate(config, terminal);
        ReplayReport? found = null;
        await Watching.UntilDoneAsync($"Replaying {audit.Name}", () => replay.Progress, terminal, async () => found = await replay.RunAsync(audit, cancellationToken));
        ReplayTable.Print(found!, terminal);
        Write(found!, file);
        return End(found!, audit.Name, terminal);
    }

    /// <summary>What the configuration warns of at start is said once.</summary>
    private static AuditReplay Candidate(FileInfo config, Terminal terminal)
    {
        var file = RoutingFile.Read(config);
        using (RoutingServices.Build(config.Name, terminal, routing =>
        {
            file.Declare(routing);
            routing.MakeOtherClientsWith((_, _) => NoClient.Instance);
        }))
        {
            file.WarnOfForeignGates(config.Name, terminal);
        }

        return new AuditReplay(file.Declare);
    }

    /// <summary>What could be replayed is kept, also where some lines could not.</summary>
    private static void Write(ReplayReport report, ResultFile? file)
    {
        if (file is null)
            return;
        JsonSerializer.Serialize(file.Stream, report, ReplayReportJsonContext.Readable.ReplayReport);
        file.Stream.WriteByte((byte)'\n');
        file.Keep();
    }

    private static int End(ReplayReport report, string name, Terminal terminal)
    {
        foreach (var note in report.Notes)
            terminal.Warn(note);
        foreach (var error in report.Errors)
            terminal.Fail(error);
        if (report.Unusable > report.Errors.Count)
            terminal.Fail($"{name}: {report.Unusable - report.Errors.Count} more lines could not be used");
        return report.Unusable == 0 ? Terminal.Success : Terminal.UnusableInput;
    }
}

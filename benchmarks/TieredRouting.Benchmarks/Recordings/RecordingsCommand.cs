using TieredRouting.Testing;

namespace TieredRouting.Benchmarks.Recordings;

/// <summary><c>recordings PATH [--audit PATH]</c>: sends recorded questions through a two-tier contract and prints what came of it.</summary>
internal static class RecordingsCommand
{
    private const string Usage = "usage: recordings PATH [--audit PATH]";
    private const int BadInput = 2;

    private static readonly string DefaultAudit = Path.Combine("artifacts", "recordings.audit.jsonl");

    public static async Task<int> RunAsync(string[] args)
    {
        var (recordings, audit) = args switch
        {
            [var file] => (file, null),
            [var file, "--audit", var path] => (file, path),
            _ => (null, null),
        };
        if (recordings is null)
            return await RefuseAsync(Usage);
        if (!File.Exists(recordings))
            return await RefuseAsync($"There is no file '{recordings}'.");
        if (audit is not null && File.Exists(audit))
            return await RefuseAsync($"The audit file '{audit}' exists; a run starts a new one.");
        return await RunAsync(recordings, audit);
    }

    private static async Task<int> RunAsync(string recordings, string? statedAudit)
    {
        try
        {
            var set = RecordingSet.Load(recordings);
            RecordingsRun.RequireAnswers(set);
            var audit = statedAudit ?? Renewed(DefaultAudit);
            var verdicts = await RecordingsRun.RunAsync(set, audit);
            RecordingsReport.Print(Console.Out, Path.GetFileName(recordings), set, verdicts);
            Console.Out.WriteLine($"audit       {audit} ({File.ReadLines(audit).Count()} lines)");
            return 0;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException or AuditWriteException)
        {
            return await RefuseAsync(exception.Message);
        }
    }

    /// <summary>The default file is one of the build's artifacts: every run begins it anew.</summary>
    private static string Renewed(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        return path;
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return BadInput;
    }
}

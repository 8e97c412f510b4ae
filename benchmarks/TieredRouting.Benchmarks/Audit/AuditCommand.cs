namespace TieredRouting.Benchmarks.Audit;

/// <summary><c>audit [--records N]</c>: how many chained records a second, how long a caller waits beside a bare append, and how fast a chain is verified.</summary>
internal static class AuditCommand
{
    private const string Usage = "usage: audit [--records N]";
    private const int DefaultRecords = 500_000;
    private const int BadInput = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        if (CountArgument.Read(args, "--records", DefaultRecords) is { } records)
        {
            using var run = new AuditRun(await RecordedCall.MakeAsync(), records);
            await run.RunAsync(Console.Out);
            return 0;
        }

        await Console.Error.WriteLineAsync(Usage);
        return BadInput;
    }
}

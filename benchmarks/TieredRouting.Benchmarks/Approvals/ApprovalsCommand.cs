namespace TieredRouting.Benchmarks.Approvals;

/// <summary><c>approvals [--items N]</c>: how many pieces of work a second are held, approved and released on SQLite, and how long a page of N waiting ones takes.</summary>
internal static class ApprovalsCommand
{
    private const string Usage = "usage: approvals [--items N]";
    private const int DefaultItems = 100_000;
    private const int BadInput = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        if (CountArgument.Read(args, "--items", DefaultItems) is { } items)
        {
            await using var run = new ApprovalsRun(items);
            await run.RunAsync(Console.Out);
            return 0;
        }

        await Console.Error.WriteLineAsync(Usage);
        return BadInput;
    }
}

using System.Diagnostics;

namespace TieredRouting.Benchmarks.Scale;

/// <summary>
/// <c>scale [--contracts N]</c>: starts a container with N contracts and changes one of them. Each row is a process of its own, so that a start is a
/// first start and memory is the row's alone.
/// </summary>
internal static class ScaleCommand
{
    private const string Usage = "usage: scale [--contracts N]";
    private const int DefaultContracts = 10_000;
    private const int FewContracts = 10;
    private const int BadInput = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["--case", var path, .. var row] && ScaleCase.Parse(row) is { } one)
            return await ScaleRun.RunAsync(one, path);
        if (CountArgument.Read(args, "--contracts", DefaultContracts) is { } contracts)
            return await RunAllAsync(contracts);
        await Console.Error.WriteLineAsync(Usage);
        return BadInput;
    }

    private static async Task<int> RunAllAsync(int contracts)
    {
        ScaleReport.PrintHead(Console.Out);
        foreach (var row in Rows(contracts))
        {
            if (await RunAsync(row) is not 0 and var failed)
                return failed;
        }

        return 0;
    }

    /// <summary>The file is written here, so that writing it takes nothing of the row's memory.</summary>
    private static async Task<int> RunAsync(ScaleCase row)
    {
        var path = Path.Combine(Path.GetTempPath(), $"tiered-routing-scale-{Guid.NewGuid():N}.json");
        try
        {
            await File.WriteAllBytesAsync(path, ScaleSection.Write(row.Contracts, row.SameSchema, "nano"));
            using var process = Process.Start(Environment.ProcessPath!, ["scale", "--case", path, .. row.Arguments]);
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IEnumerable<ScaleCase> Rows(int contracts) =>
        from source in (string[])[ScaleCase.Configuration, ScaleCase.Code, ScaleCase.File]
        from row in (ScaleCase[])[new(source, FewContracts, SameSchema: true), new(source, contracts, SameSchema: true), new(source, contracts, SameSchema: false)]
        select row;
}

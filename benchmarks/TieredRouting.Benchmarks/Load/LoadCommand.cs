namespace TieredRouting.Benchmarks.Load;

/// <summary>
/// <c>load</c>: many requests at once, one in five of them faulty, through a whole router. It ends by itself, and with an exit code above zero where the books do not add up.
/// </summary>
internal static class LoadCommand
{
    private const int WarmUp = 2_000;
    private const int Broken = 1;
    private const int BadInput = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        if (LoadArguments.Read(args) is not { } arguments)
        {
            await Console.Error.WriteLineAsync(LoadArguments.Usage);
            return BadInput;
        }

        using var tooLong = new CancellationTokenSource(LoadArguments.LongestRun, TimeProvider.System);
        try
        {
            // What is made once, by the first requests, is not what requests leave behind.
            await RunAsync(arguments, Math.Min(arguments.Requests, WarmUp), tooLong.Token);
            return await ReportAsync(await RunAsync(arguments, arguments.Requests, tooLong.Token), arguments.Json);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"broken: the run did not end within {LoadArguments.LongestRun}");
            return Broken;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException or FormatException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return BadInput;
        }
    }

    private static async Task<LoadResult> RunAsync(LoadArguments arguments, int requests, CancellationToken tooLong)
    {
        await using var run = new LoadRun(arguments, requests);
        return await run.RunAsync(tooLong);
    }

    private static async Task<int> ReportAsync(LoadResult result, string? file)
    {
        var json = result.ToJson();
        if (file is not null)
            await File.WriteAllBytesAsync(file, json);
        await Console.Out.WriteLineAsync(System.Text.Encoding.UTF8.GetString(json));
        var broken = result.Broken().ToList();
        foreach (var what in broken)
            await Console.Error.WriteLineAsync($"broken: {what}");
        return broken.Count > 0 ? Broken : 0;
    }
}

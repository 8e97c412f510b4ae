namespace TieredRouting.Benchmarks.Recordings;

internal static class RecordingsCommand
{
    public static Task<int> RunAsync(string[] args) => Task.FromResult(args.Length);
}

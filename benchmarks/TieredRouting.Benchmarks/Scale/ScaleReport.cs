using System.Globalization;

namespace TieredRouting.Benchmarks.Scale;

/// <summary>Prints the table, a row at a time. Times are milliseconds, on the clock / of the processor; memory is megabytes.</summary>
internal static class ScaleReport
{
    public static void PrintHead(TextWriter output)
    {
        output.WriteLine("| contracts in | number | schemas | host reads | start | host heap | heap added | working set | peak | file change: host | ours | again | overlay change: ours | allocated | decide |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    }

    public static void Print(TextWriter output, ScaleCase row, ScaleResult result) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {row.Source} | {row.Contracts} | {(row.SameSchema ? "same" : "different")} | {result.HostReads} | {result.Start} | {result.HostHeap:0} | {result.HeapAdded:0} | {result.WorkingSet:0} | {result.Peak:0} | {result.FileChange.Host} | {result.FileChange.Ours} | {result.FileChange.Again} | {result.OverlayChange.Ours} | {result.OverlayChange.Allocated:0.0} | {result.DecideMicroseconds:0.00} µs |"));
}

using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using TieredRouting.Audit;
using static System.FormattableString;

namespace TieredRouting.Benchmarks.Audit;

/// <summary>One run: the same records by the same callers, appended bare and chained, without a key and with one; then the chain is verified.</summary>
internal sealed class AuditRun(AuditRecord record, int records) : IDisposable
{
    private const int Callers = 32;
    private const double Mega = 1_000_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("tiered-routing-").FullName;

    public async Task RunAsync(TextWriter output)
    {
        var key = new AuditKey("a key of at least sixteen bytes");
        var line = await LineAsync();
        output.WriteLine(Invariant($"{records} records of {line.Length} bytes, {Callers} callers"));
        output.WriteLine();
        output.WriteLine("| | records a second | p50 | p99 | p99 beside bare |");
        output.WriteLine("|---|---|---|---|---|");
        var bare = await BareAsync(line);
        Print(output, "bare `FileStream` append, callers in turn", bare, bare);
        Print(output, "chained", await ChainedAsync("plain.jsonl", new JsonLinesOptions()), bare);
        Print(output, "chained, with a key", await ChainedAsync("keyed.jsonl", new JsonLinesOptions { Key = () => key }), bare);
        output.WriteLine();
        await VerifyAsync(output, "plain.jsonl", []);
        await VerifyAsync(output, "keyed.jsonl", [key]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<byte[]> LineAsync()
    {
        using (var sink = Sink("one.jsonl", new JsonLinesOptions()))
            await sink.WriteAsync(record, CancellationToken.None);
        return await File.ReadAllBytesAsync(Path.Combine(_folder, "one.jsonl"));
    }

    private async Task<Waits> BareAsync(byte[] line)
    {
        var turn = new Lock();
        using var file = new FileStream(Path.Combine(_folder, "bare.jsonl"), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        return await Waits.MeasureAsync(Callers, records, () =>
        {
            lock (turn)
                file.Write(line);
            return ValueTask.CompletedTask;
        });
    }

    private async Task<Waits> ChainedAsync(string name, JsonLinesOptions options)
    {
        using var sink = Sink(name, options);
        await sink.WriteAsync(record, CancellationToken.None);
        return await Waits.MeasureAsync(Callers, records, () => sink.WriteAsync(record, CancellationToken.None));
    }

    private async Task VerifyAsync(TextWriter output, string name, AuditKey[] keys)
    {
        var path = Path.Combine(_folder, name);
        var started = Stopwatch.GetTimestamp();
        var found = await AuditChain.VerifyAsync(path, keys);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var megabytes = new FileInfo(path).Length / Mega;
        output.WriteLine(Invariant($"Verified {name}: {found}; {megabytes:F0} MB, {megabytes / seconds:F0} MB a second, working set {Environment.WorkingSet / Mega:F0} MB"));
    }

    private JsonLinesAuditSink Sink(string name, JsonLinesOptions options) => new(Path.Combine(_folder, name), options, TimeProvider.System, NullLogger.Instance);

    private static void Print(TextWriter output, string name, Waits waits, Waits bare) => output.WriteLine(Invariant(
        $"| {name} | {waits.PerSecond:F0} | {waits.Quantile(0.5).TotalMicroseconds:F1} us | {waits.Quantile(0.99).TotalMicroseconds:F1} us | {waits.Quantile(0.99) / bare.Quantile(0.99):F2}x |"));
}

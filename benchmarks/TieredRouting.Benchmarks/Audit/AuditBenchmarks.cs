using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using TieredRouting.Audit;

namespace TieredRouting.Benchmarks.Audit;

/// <summary>What a record costs: made and written down, hashed into its chain, and appended to a file by one caller; beside an append of the same bytes.</summary>
[MemoryDiagnoser]
[MedianColumn]
public class AuditBenchmarks : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tiered-routing-").FullName;
    private readonly LineBuffer _line = new();
    private readonly byte[] _digest = new byte[ChainDigest.Length];
    private AuditRecord _record = null!;
    private byte[] _bytes = [];
    private FileStream _file = null!;
    private JsonLinesAuditSink _sink = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _record = await RecordedCall.MakeAsync();
        _sink = new JsonLinesAuditSink(Path.Combine(_folder, "audit.jsonl"), new JsonLinesOptions { RollAt = 64 * 1024 * 1024, Keep = 1 }, TimeProvider.System, NullLogger.Instance);
        await _sink.WriteAsync(_record, CancellationToken.None);
        _bytes = await File.ReadAllBytesAsync(Path.Combine(_folder, "audit.jsonl"));
        _file = new FileStream(Path.Combine(_folder, "bare.jsonl"), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        BuildRecord();
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _sink.Dispose();
        _file.Dispose();
        _line.Dispose();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, Description = "FileStream append")]
    public void Append()
    {
        // The file is written over, so that a long run does not fill the disk.
        _file.Position = 0;
        _file.Write(_bytes);
    }

    [Benchmark(Description = "Build a record")]
    public long BuildRecord()
    {
        var record = _record with { Id = _record.Id };
        AuditRecordWriter.Write(record, _line.Begin());
        _line.End();
        return _line.Record.Length;
    }

    [Benchmark(Description = "Hash a record")]
    public void Hash() => _line.Digest(_digest, null, _digest);

    [Benchmark(Description = "Build, chain, append, rewrite the head")]
    public ValueTask Write() => _sink.WriteAsync(_record, CancellationToken.None);
}

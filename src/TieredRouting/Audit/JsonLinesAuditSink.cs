using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using TieredRouting.Telemetry;

namespace TieredRouting.Audit;

/// <summary>
/// Appends records to a file, one JSON object a line, each chained to the one before. Records are written down on the caller's thread, side by side; what is waiting
/// is then committed together.
/// </summary>
internal sealed class JsonLinesAuditSink : IAuditSink, IDisposable
{
    private const int BuffersKept = 256;
    private const int LargestKept = 64 * 1024;

    private readonly string _name;
    private readonly ChainWriter _writer;
    private readonly GroupCommit<LineBuffer> _commits;
    private readonly ConcurrentQueue<LineBuffer> _buffers = [];

    public JsonLinesAuditSink(string path, JsonLinesOptions options, TimeProvider time, ILogger logger, IMeterFactory? meters = null)
    {
        _name = $"JsonLines({Path.GetFileName(path)})";
        _writer = new ChainWriter(path, options, time, logger);
        _commits = new GroupCommit<LineBuffer>(_writer.Commit, options.MostWaiting, options.Patience);
        meters?.Create(TieredRoutingTelemetry.SourceName)
            .CreateObservableUpDownCounter(TieredRoutingTelemetry.AuditWaiting, () => new Measurement<int>(_commits.Count, new KeyValuePair<string, object?>(TieredRoutingTelemetry.AuditSink, _name)), "{record}", "Records that wait to be written.");
    }

    /// <summary>Opens the file before its first record, so that it is there from the beginning. To be called before any record comes.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Begin() => _writer.Commit([]);

    public async ValueTask WriteAsync(AuditRecord record, CancellationToken cancellationToken)
    {
        var line = _buffers.TryDequeue(out var used) ? used : new LineBuffer();
        try
        {
            AuditRecordWriter.Write(record, line.Begin());
            line.End();
            await _commits.AddAsync(line);
        }
        finally
        {
            if (_buffers.Count < BuffersKept && line.Capacity <= LargestKept)
                _buffers.Enqueue(line);
        }
    }

    public ValueTask WriteEventAsync(AuditEvent auditEvent, CancellationToken cancellationToken)
    {
        // Events are rare, and not worth keeping a buffer for.
        var line = new LineBuffer();
        ChainEvents.Write(line, auditEvent);
        return _commits.AddAsync(line);
    }

    /// <summary>Writes what is waiting, and lets the file go.</summary>
    public void Dispose()
    {
        _commits.Dispose();
        _writer.Dispose();
    }

    /// <inheritdoc />
    public override string ToString() => _name;
}

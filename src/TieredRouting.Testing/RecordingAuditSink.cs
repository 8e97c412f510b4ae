using System.Collections.Concurrent;

namespace TieredRouting.Testing;

/// <summary>Keeps audit records in memory, in the order they came. Safe to share between threads.</summary>
public sealed class RecordingAuditSink : IAuditSink
{
    private readonly ConcurrentQueue<AuditRecord> _records = new();
    private readonly ConcurrentQueue<AuditEvent> _events = new();

    /// <summary>The records so far.</summary>
    public IReadOnlyList<AuditRecord> Records => [.. _records];

    /// <summary>The events so far: what happened beside the client calls.</summary>
    public IReadOnlyList<AuditEvent> Events => [.. _events];

    /// <summary>Makes every write fail with this exception, until set to <see langword="null"/> again.</summary>
    public Exception? Failure { get; set; }

    /// <inheritdoc />
    public ValueTask WriteAsync(AuditRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (Failure is { } failure)
            return ValueTask.FromException(failure);
        _records.Enqueue(record);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask WriteEventAsync(AuditEvent auditEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(auditEvent);
        if (Failure is { } failure)
            return ValueTask.FromException(failure);
        _events.Enqueue(auditEvent);
        return ValueTask.CompletedTask;
    }
}

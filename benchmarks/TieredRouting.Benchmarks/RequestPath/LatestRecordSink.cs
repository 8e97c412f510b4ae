namespace TieredRouting.Benchmarks.RequestPath;

/// <summary>
/// An in-memory sink that keeps the latest record only. A sink that kept them all would grow through millions of calls, and
/// the numbers would tell of its list and of ever longer collections instead of the path.
/// </summary>
internal sealed class LatestRecordSink : IAuditSink
{
    public AuditRecord? Latest { get; private set; }

    public ValueTask WriteAsync(AuditRecord record, CancellationToken cancellationToken)
    {
        Latest = record;
        return ValueTask.CompletedTask;
    }
}

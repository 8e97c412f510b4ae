namespace TieredRouting.Evaluation;

/// <summary>Keeps the latest audit record: the one place where every ending leaves its route.</summary>
internal sealed class LatestRecord : IAuditSink
{
    private AuditRecord? _record;

    public ValueTask WriteAsync(AuditRecord record, CancellationToken cancellationToken)
    {
        _record = record;
        return ValueTask.CompletedTask;
    }

    public RouteResult? Take() => Interlocked.Exchange(ref _record, null)?.Route;
}

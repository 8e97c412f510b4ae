namespace TieredRouting;

/// <summary>
/// Takes audit records. After <c>AuditTo</c> a failure here withholds the answer; after <c>WriteTo</c> it is counted and logged.
/// </summary>
/// <remarks>
/// Implementations are shared by all requests and must be safe to call from several threads at once. The router never
/// disposes a sink that you bring.
/// </remarks>
public interface IAuditSink
{
    /// <summary>Writes one record. Under <c>AuditTo</c>, returning means that the record is safe.</summary>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Never fires for the caller's cancellation: a cancelled request is recorded too.</param>
    /// <returns>A task that ends once the record is written.</returns>
    ValueTask WriteAsync(AuditRecord record, CancellationToken cancellationToken);

    /// <summary>Writes an event: something that happened beside the client calls, such as a control that was changed. A sink that keeps calls alone need not have this: a warning says so
    /// with the first event, and the event counts as written.</summary>
    /// <param name="auditEvent">The event.</param>
    /// <param name="cancellationToken">Never fires.</param>
    /// <returns>A task that ends once the event is written.</returns>
    ValueTask WriteEventAsync(AuditEvent auditEvent, CancellationToken cancellationToken) => ValueTask.FromException(new Audit.EventNotKeptException());
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TieredRouting.Telemetry;

namespace TieredRouting.Audit;

/// <summary>Says of each sink that keeps no events that it does not, once. Thread-safe.</summary>
internal sealed class SinksWithoutEvents(ILogger logger)
{
    private readonly ConcurrentDictionary<IAuditSink, bool> _told = new(ReferenceEqualityComparer.Instance);

    public void Tell(IAuditSink sink, string name, AuditEvent auditEvent)
    {
        if (_told.TryAdd(sink, true))
            logger.AuditSinkKeepsNoEvents(name, auditEvent.Event);
    }
}

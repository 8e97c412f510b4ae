using Microsoft.Extensions.Logging;
using TieredRouting.Telemetry;

namespace TieredRouting.Audit;

/// <summary>Hands each record to every sink: those that must succeed first, and all of them even when one fails.</summary>
internal sealed class AuditPipeline(IAuditSink[] required, IAuditSink[] bestEffort, RoutingMetrics metrics, ILogger logger)
{
    /// <summary>Writes a record.</summary>
    /// <returns>The failures of sinks that must succeed; empty when all did.</returns>
    public async ValueTask<IReadOnlyList<Exception>> WriteAsync(AuditRecord record)
    {
        List<Exception>? failures = null;
        foreach (var sink in required)
        {
            if (await TryWriteAsync(sink, record) is { } failure)
                (failures ??= []).Add(failure);
        }

        // What a sink that must succeed did not take is withheld, and the others are told so.
        var known = failures is null ? record : record with { Route = Withheld(record.Route) };
        foreach (var sink in bestEffort)
            await TryWriteAsync(sink, known);
        return failures ?? (IReadOnlyList<Exception>)[];
    }

    /// <summary>The route of an answer that is not on record, and so does not go out.</summary>
    public static RouteResult Withheld(RouteResult route) => route with
    {
        Outcome = route.Outcome == Outcome.Cancelled ? Outcome.Cancelled : Outcome.FailedClosed,
        Why = "audit: the record could not be written",
    };

    private async ValueTask<Exception?> TryWriteAsync(IAuditSink sink, AuditRecord record)
    {
        try
        {
            await sink.WriteAsync(record, CancellationToken.None);
            return null;
        }
        catch (Exception exception)
        {
            metrics.AuditFailed(record.Route.Contract);
            logger.AuditSinkFailed(sink.ToString() ?? sink.GetType().Name, record.Route.Contract, exception.GetType().Name);
            return exception;
        }
    }
}

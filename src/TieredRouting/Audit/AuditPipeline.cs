using Microsoft.Extensions.Logging;
using TieredRouting.Telemetry;

namespace TieredRouting.Audit;

/// <summary>Hands each record to every sink: those that must succeed first, and all of them even when one fails.</summary>
internal sealed class AuditPipeline(IAuditSink[] required, IAuditSink[] bestEffort, TimeProvider time, RoutingMetrics metrics, ILogger logger)
{
    /// <summary>How long a sink that must succeed may take. An answer is not held back for ever by one that hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SinksWithoutEvents _withoutEvents = new(logger);
    private readonly BestEffortSink[] _bestEffort = [.. bestEffort.Select(sink => new BestEffortSink(sink, metrics, logger))];

    /// <summary>Writes a record.</summary>
    /// <returns>The failures of sinks that must succeed; empty when all did.</returns>
    public async ValueTask<IReadOnlyList<SinkFailure>> WriteAsync(AuditRecord record)
    {
        List<SinkFailure>? failures = null;
        foreach (var sink in required)
        {
            if (await TryWriteAsync(sink, record) is { } failure)
                (failures ??= []).Add(failure);
        }

        // What a sink that must succeed did not take is withheld, and the others are told so.
        var known = failures is null ? record : record with { Route = Withheld(record.Route) };
        foreach (var sink in _bestEffort)
            sink.Write(known);
        return failures ?? (IReadOnlyList<SinkFailure>)[];
    }

    /// <summary>Writes an event.</summary>
    /// <returns>Whether every sink that must succeed, and keeps events, has it.</returns>
    public async ValueTask<bool> WriteAsync(AuditEvent auditEvent)
    {
        var written = true;
        foreach (var sink in required)
            written &= await TryWriteAsync(sink, auditEvent);
        foreach (var sink in _bestEffort)
            sink.Write(auditEvent);
        return written;
    }

    /// <summary>Waits for what goes on beside the requests, in all sinks at once: several that hang take no longer than one.</summary>
    public Task FlushAsync() => Task.WhenAll(Array.ConvertAll(_bestEffort, sink => sink.FlushAsync(Patience, time).AsTask()));

    /// <summary>The route of an answer that is not on record, and so does not go out.</summary>
    public static RouteResult Withheld(RouteResult route) => route with
    {
        Outcome = route.Outcome == Outcome.Cancelled ? Outcome.Cancelled : Outcome.FailedClosed,
        Why = "audit: the record could not be written",
    };

    private async ValueTask<SinkFailure?> TryWriteAsync(IAuditSink sink, AuditRecord record)
    {
        try
        {
            await WithPatience(sink.WriteAsync(record, CancellationToken.None));
            return null;
        }
        catch (Exception exception)
        {
            var name = NameOf(sink);
            metrics.AuditFailed(record.Route.Contract);
            logger.AuditSinkFailed(name, record.Route.Contract, exception.GetType().Name);
            return new SinkFailure(name, exception);
        }
    }

    private async ValueTask<bool> TryWriteAsync(IAuditSink sink, AuditEvent auditEvent)
    {
        try
        {
            await WithPatience(sink.WriteEventAsync(auditEvent, CancellationToken.None));
            return true;
        }
        catch (EventNotKeptException)
        {
            _withoutEvents.Tell(sink, NameOf(sink), auditEvent);
            return true;
        }
        catch (Exception exception)
        {
            metrics.AuditFailed(auditEvent.Contract);
            logger.AuditEventFailed(NameOf(sink), auditEvent.Event, exception.GetType().Name);
            return false;
        }
    }

    private ValueTask WithPatience(ValueTask writing) =>
        writing.IsCompleted ? writing : new ValueTask(writing.AsTask().WaitAsync(Patience, time));

    /// <summary>What a sink calls itself; its type's name where it does not say.</summary>
    public static string NameOf(IAuditSink sink) => sink.ToString() is { Length: > 0 } name && name != sink.GetType().FullName ? name : sink.GetType().Name;
}

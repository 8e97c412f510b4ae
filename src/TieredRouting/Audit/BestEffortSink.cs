using Microsoft.Extensions.Logging;
using TieredRouting.Telemetry;

namespace TieredRouting.Audit;

/// <summary>
/// Hands records to a sink that need not succeed. It never holds an answer back: what the sink does not do at once goes on beside the request, and a sink that is too
/// far behind is not called. What fails or is left out is counted. Thread-safe.
/// </summary>
internal sealed class BestEffortSink(IAuditSink sink, RoutingMetrics metrics, ILogger logger)
{
    /// <summary>How many writes may be under way.</summary>
    public const int MostUnderWay = 1_000;

    private readonly SinksWithoutEvents _withoutEvents = new(logger);
    private int _underWay;
    private TaskCompletionSource? _flushing;

    public void Write(AuditRecord record)
    {
        if (TryBegin())
            _ = EndAsync(record, auditEvent: null);
        else
            Failed(record, "it is too far behind");
    }

    public void Write(AuditEvent auditEvent)
    {
        if (TryBegin())
            _ = EndAsync(record: null, auditEvent);
        else
            Failed(auditEvent, "it is too far behind");
    }

    /// <summary>Waits for what is under way, and no longer than that.</summary>
    public async ValueTask FlushAsync(TimeSpan patience, TimeProvider time)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var flushing = Interlocked.CompareExchange(ref _flushing, mine, null) ?? mine;
        if (Volatile.Read(ref _underWay) == 0)
            return;
        await Task.WhenAny(flushing.Task, Task.Delay(patience, time));
    }

    private bool TryBegin()
    {
        if (Interlocked.Increment(ref _underWay) <= MostUnderWay)
            return true;
        Interlocked.Decrement(ref _underWay);
        return false;
    }

    private async Task EndAsync(AuditRecord? record, AuditEvent? auditEvent)
    {
        try
        {
            await (record is not null ? sink.WriteAsync(record, CancellationToken.None) : sink.WriteEventAsync(auditEvent!, CancellationToken.None));
        }
        catch (Exception exception) when (record is not null)
        {
            Failed(record, exception.GetType().Name);
        }
        catch (EventNotKeptException)
        {
            _withoutEvents.Tell(sink, AuditPipeline.NameOf(sink), auditEvent!);
        }
        catch (Exception exception)
        {
            Failed(auditEvent!, exception.GetType().Name);
        }
        finally
        {
            if (Interlocked.Decrement(ref _underWay) == 0)
                Volatile.Read(ref _flushing)?.TrySetResult();
        }
    }

    private void Failed(AuditRecord record, string why)
    {
        metrics.AuditFailed(record.Route.Contract);
        logger.AuditSinkFailed(AuditPipeline.NameOf(sink), record.Route.Contract, why);
    }

    private void Failed(AuditEvent auditEvent, string why)
    {
        metrics.AuditFailed(auditEvent.Contract);
        logger.AuditEventFailed(AuditPipeline.NameOf(sink), auditEvent.Event, why);
    }
}

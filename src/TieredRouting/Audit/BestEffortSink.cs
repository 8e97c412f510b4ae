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

    private int _underWay;

    public void Write(AuditRecord record)
    {
        if (Interlocked.Increment(ref _underWay) > MostUnderWay)
        {
            Interlocked.Decrement(ref _underWay);
            Failed(record, "it is too far behind");
            return;
        }

        _ = WriteAsync(record);
    }

    private async Task WriteAsync(AuditRecord record)
    {
        try
        {
            await sink.WriteAsync(record, CancellationToken.None);
        }
        catch (Exception exception)
        {
            Failed(record, exception.GetType().Name);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private void Failed(AuditRecord record, string why)
    {
        metrics.AuditFailed(record.Route.Contract);
        logger.AuditSinkFailed(AuditPipeline.NameOf(sink), record.Route.Contract, why);
    }
}

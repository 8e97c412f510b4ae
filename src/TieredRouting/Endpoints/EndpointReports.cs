using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TieredRouting.Economics;
using TieredRouting.Telemetry;

namespace TieredRouting.Endpoints;

/// <summary>
/// Puts changes of circuits and refusals of limits into telemetry. Every one is counted; the log tells of changes alone, and of a circuit that flaps once a minute. Safe to call from several threads at once.
/// </summary>
internal sealed class EndpointReports(RoutingMetrics metrics, ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Told> _told = new(StringComparer.OrdinalIgnoreCase);

    public void Changed(TierEndpoint endpoint, CircuitChange change, TimeSpan openFor)
    {
        metrics.CircuitChanged(endpoint.Tier, endpoint.Name, StateAfter(change));
        if (change == CircuitChange.HalfOpened)
            return;
        var told = _told.GetOrAdd(endpoint.Name, static _ => new Told());
        lock (told)
        {
            told.Since++;
            if (change == CircuitChange.Closed)
                TellClosed(endpoint, told);
            else if (told.At is not { } at || time.GetElapsedTime(at) >= Quiet)
                TellOpened(endpoint, told, openFor);
        }
    }

    public void Refused(TierEndpoint endpoint, EntryRefusal refusal) => metrics.LimitReached(endpoint.Tier, endpoint.Name, EnumNames.Of(refusal));

    private void TellOpened(TierEndpoint endpoint, Told told, TimeSpan openFor)
    {
        logger.CircuitOpened(endpoint.Tier, endpoint.Name, openFor.TotalSeconds, told.Since);
        (told.At, told.Since, told.Open) = (time.GetTimestamp(), 0, true);
    }

    /// <summary>Only what was said to be open is said to be closed.</summary>
    private void TellClosed(TierEndpoint endpoint, Told told)
    {
        if (told.Open)
            logger.CircuitClosed(endpoint.Tier, endpoint.Name);
        told.Open = false;
    }

    private static string StateAfter(CircuitChange change) => change switch
    {
        CircuitChange.Opened => "open",
        CircuitChange.HalfOpened => "halfOpen",
        _ => "closed",
    };

    /// <summary>What the log was told of one endpoint.</summary>
    private sealed class Told
    {
        public long? At { get; set; }

        public int Since { get; set; }

        public bool Open { get; set; }
    }
}

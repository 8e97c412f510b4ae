using System.Collections.Concurrent;

namespace TieredRouting.Economics;

/// <summary>
/// How long requests took, by contract and surface. Callers state surfaces in words of their own, so only those that a contract has a budget for are kept apart; the others
/// share one. It outlives changes of the configuration. Safe to call from several threads at once.
/// </summary>
internal sealed class LatencyLedger
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, LatencyWindow>> _contracts = new(StringComparer.OrdinalIgnoreCase);

    public void Add(Contract contract, string? surface, TimeSpan latency)
    {
        var kept = surface is not null && contract.Latency.ContainsKey(surface) ? surface : LatencyBudget.DefaultSurface;
        _contracts.GetOrAdd(contract.Name, static _ => new(StringComparer.OrdinalIgnoreCase)).GetOrAdd(kept, static _ => new LatencyWindow()).Add(latency);
    }

    /// <summary>What was measured; <see langword="null"/> where nothing was.</summary>
    public MeasuredLatency? Of(string contract, string surface) =>
        _contracts.TryGetValue(contract, out var surfaces) && surfaces.TryGetValue(surface, out var window) ? window.Measure() : null;

    /// <summary>All that was measured.</summary>
    public IEnumerable<(string Contract, string Surface, MeasuredLatency Measured)> All() =>
        from contract in _contracts
        from surface in contract.Value
        let measured = surface.Value.Measure()
        where measured is not null
        select (contract.Key, surface.Key, measured);
}

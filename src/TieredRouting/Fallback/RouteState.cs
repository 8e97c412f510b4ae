using TieredRouting.Economics;

namespace TieredRouting.Fallback;

/// <summary>What the client calls of one tool loop share: money, time, failures and the endpoint they stay with.</summary>
internal sealed class RouteState(string id, string contract, RouteBudget budget, long started)
{
    private int _failures;

    public string Id { get; } = id;

    public string Contract { get; } = contract;

    public RouteBudget Budget { get; } = budget;

    /// <summary>When the route began, as a timestamp of the router's clock.</summary>
    public long Started { get; } = started;

    /// <summary>The endpoint of the latest accepted step.</summary>
    public TierEndpoint? Endpoint { get; set; }

    /// <summary>Attempts that were not accepted. A step that was accepted is progress, and uses up no recovery.</summary>
    public int Failures => Volatile.Read(ref _failures);

    public void Failed() => Interlocked.Increment(ref _failures);
}

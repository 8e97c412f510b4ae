using TieredRouting.Economics;

namespace TieredRouting.Fallback;

/// <summary>
/// The routes whose tool loops may go on, in this process. Bounded: the oldest is forgotten first, and a continuation of a
/// forgotten or foreign route is decided afresh, which can only cost, never lower a floor.
/// </summary>
internal sealed class RouteMemory
{
    public const int Capacity = 10_000;

    private readonly BoundedMemory<string, RouteState> _routes = new(Capacity, StringComparer.Ordinal);

    public void Remember(RouteState route) => _routes.Remember(route.Id, route);

    /// <summary>The contract of a route, where it is still known.</summary>
    public string? ContractOf(string? id) => id is not null && _routes.TryRecall(id, out var route) ? route.Contract : null;

    public RouteState? Recall(string? id, string contract) =>
        id is not null && _routes.TryRecall(id, out var route) && route.Contract == contract ? route : null;
}

using System.Collections.Concurrent;

namespace TieredRouting.Feedback;

/// <summary>The routes that gave answers lately, in this process. Bounded: the oldest is forgotten first. Thread-safe.</summary>
internal sealed class RecentRoutes
{
    public const int Capacity = 10_000;

    private readonly ConcurrentDictionary<string, RecentRoute> _routes = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _oldestFirst = new();
    private int _count;

    public void Remember(RecentRoute route)
    {
        if (!_routes.TryAdd(route.Id, route))
        {
            _routes[route.Id] = route;
            return;
        }

        _oldestFirst.Enqueue(route.Id);
        if (Interlocked.Increment(ref _count) > Capacity && _oldestFirst.TryDequeue(out var oldest) && _routes.TryRemove(oldest, out _))
            Interlocked.Decrement(ref _count);
    }

    public RecentRoute? Find(string id) => _routes.GetValueOrDefault(id);
}

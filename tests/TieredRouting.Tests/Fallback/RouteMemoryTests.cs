using TieredRouting.Economics;
using TieredRouting.Fallback;

namespace TieredRouting.Tests.Fallback;

public sealed class RouteMemoryTests
{
    private readonly RouteMemory _memory = new();

    [Fact]
    public void A_route_is_recalled_by_its_id()
    {
        var route = State("a");
        _memory.Remember(route);

        _memory.Recall("a", "lead").Should().BeSameAs(route);
        _memory.Recall("b", "lead").Should().BeNull();
        _memory.Recall(null, "lead").Should().BeNull();
    }

    [Fact]
    public void A_route_of_another_contract_is_not_continued()
    {
        _memory.Remember(State("a"));

        _memory.Recall("a", "reply").Should().BeNull();
    }

    [Fact]
    public void Remembering_twice_keeps_the_first_state()
    {
        var first = State("a");
        _memory.Remember(first);
        _memory.Remember(State("a"));

        _memory.Recall("a", "lead").Should().BeSameAs(first);
    }

    [Fact]
    public void The_oldest_routes_are_forgotten_first()
    {
        for (var index = 0; index < RouteMemory.Capacity + 10; index++)
            _memory.Remember(State($"route-{index}"));

        _memory.Recall("route-9", "lead").Should().BeNull();
        _memory.Recall("route-10", "lead").Should().NotBeNull();
        _memory.Recall($"route-{RouteMemory.Capacity + 9}", "lead").Should().NotBeNull();
    }

    [Fact]
    public void Threads_may_remember_at_once()
    {
        Parallel.For(0, 3 * RouteMemory.Capacity, index => _memory.Remember(State($"route-{index}")));

        Enumerable.Range(0, 3 * RouteMemory.Capacity).Count(index => _memory.Recall($"route-{index}", "lead") is not null)
            .Should().BeInRange(1, RouteMemory.Capacity);
    }

    private static RouteState State(string id) => new(id, "lead", new RouteBudget(null), 0);
}

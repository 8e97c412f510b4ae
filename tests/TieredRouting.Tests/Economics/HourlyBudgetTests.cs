using Microsoft.Extensions.Time.Testing;
using TieredRouting.Economics;

namespace TieredRouting.Tests.Economics;

public sealed class HourlyBudgetTests
{
    [Fact]
    public async Task Routes_side_by_side_never_slip_past_the_limit_together()
    {
        var shared = new HourlyBudget(TimeProvider.System);
        var reserved = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            var budget = new RouteBudget(limit: null, shared, sharedLimit: 100m);
            var mine = 0;
            for (var i = 0; i < 1_000; i++)
            {
                if (!budget.TryReserve(1m))
                    continue;
                budget.Settle(reserved: 1m, paid: 1m);
                mine++;
            }

            return mine;
        })));

        reserved.Sum().Should().Be(100);
        shared.RemainingOf(100m).Should().Be(0);
    }

    [Fact]
    public void What_a_route_may_not_reserve_itself_is_not_reserved_from_all()
    {
        var shared = new HourlyBudget(TimeProvider.System);

        new RouteBudget(limit: 1m, shared, sharedLimit: 100m).TryReserve(2m).Should().BeFalse();

        shared.RemainingOf(100m).Should().Be(100m);
    }

    [Fact]
    public void The_lesser_of_both_limits_is_what_remains()
    {
        var shared = new HourlyBudget(TimeProvider.System);

        new RouteBudget(limit: 5m, shared, sharedLimit: 3m).Remaining.Should().Be(3m);
        new RouteBudget(limit: 2m, shared, sharedLimit: 3m).Remaining.Should().Be(2m);
        new RouteBudget(limit: null, shared, sharedLimit: 3m).Remaining.Should().Be(3m);
    }

    [Fact]
    public void Money_comes_back_when_its_hour_is_over()
    {
        var time = new FakeTimeProvider();
        var shared = new HourlyBudget(time);
        shared.TryReserve(4m, 5m).Should().BeTrue();
        shared.Settle(4m, 5m);

        shared.TryReserve(1m, 5m).Should().BeFalse();
        time.Advance(TimeSpan.FromMinutes(62));

        shared.TryReserve(1m, 5m).Should().BeTrue();
    }
}

using CsCheck;
using TieredRouting.Economics;

namespace TieredRouting.Tests.Economics;

public sealed class RouteBudgetTests
{
    private static readonly Gen<decimal> Money = Gen.Int[0, 100].Select(cents => cents / 100m);

    [Fact]
    public void What_is_reserved_returns_to_zero_and_what_was_paid_is_spent() =>
        Gen.Select(Money, Gen.Select(Money, Money, Gen.Bool).Array[0, 30]).Sample((limit, steps) =>
        {
            var budget = new RouteBudget(limit);
            var open = new Queue<(decimal Reserved, decimal Paid)>();
            var paid = 0m;
            foreach (var (worstCase, price, settles) in steps)
            {
                var before = budget.Spent + budget.Reserved;
                var reserved = budget.TryReserve(worstCase);
                reserved.Should().Be(before + worstCase <= limit);
                (budget.Spent + budget.Reserved).Should().Be(before + (reserved ? worstCase : 0));
                if (reserved)
                    open.Enqueue((worstCase, price));
                if (settles && open.TryDequeue(out var first))
                    paid += Settle(budget, first);
            }

            while (open.TryDequeue(out var rest))
                paid += Settle(budget, rest);
            budget.Reserved.Should().Be(0);
            budget.Spent.Should().Be(paid);
            budget.Remaining.Should().Be(limit - paid);
        }, iter: 2_000);

    [Fact]
    public void Threads_never_reserve_more_than_the_limit_together() =>
        Gen.Select(Money, Money.Array[1, 40]).Sample((limit, prices) =>
        {
            var budget = new RouteBudget(limit);
            var paid = 0L;
            Parallel.For(0, prices.Length, index =>
            {
                if (!budget.TryReserve(prices[index]))
                    return;
                (budget.Spent + budget.Reserved).Should().BeLessThanOrEqualTo(limit + prices.Sum());
                budget.Remaining.Should().BeGreaterThanOrEqualTo(0, "every call pays what it reserved, or less");
                var part = prices[index] / 2;
                budget.Settle(prices[index], part);
                Interlocked.Add(ref paid, (long)(part * 1_000));
            });

            budget.Reserved.Should().Be(0);
            budget.Spent.Should().Be(paid / 1_000m).And.BeLessThanOrEqualTo(limit);
        }, iter: 300, threads: 1);

    [Fact]
    public void Without_a_limit_everything_is_granted_and_counted()
    {
        var budget = new RouteBudget(limit: null);

        budget.TryReserve(1_000_000m).Should().BeTrue();
        budget.Remaining.Should().BeNull();
        budget.Reserved.Should().Be(1_000_000m);
        budget.Settle(1_000_000m, 3m);
        budget.Spent.Should().Be(3m);
    }

    [Fact]
    public void An_overrun_is_recorded_and_nothing_more_is_granted()
    {
        var budget = new RouteBudget(1m);
        budget.TryReserve(1m).Should().BeTrue();
        budget.Settle(1m, 1.5m);

        budget.Spent.Should().Be(1.5m);
        budget.Remaining.Should().Be(-0.5m);
        budget.TryReserve(0.01m).Should().BeFalse();
    }

    private static decimal Settle(RouteBudget budget, (decimal Reserved, decimal Paid) call)
    {
        budget.Settle(call.Reserved, call.Paid);
        return call.Paid;
    }
}

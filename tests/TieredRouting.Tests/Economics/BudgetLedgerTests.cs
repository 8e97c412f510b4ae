using CsCheck;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Economics;

namespace TieredRouting.Tests.Economics;

public sealed class BudgetLedgerTests
{
    private static readonly Gen<decimal> Money = Gen.Int[0, 100].Select(cents => cents / 100m);

    [Fact]
    public async Task Routes_side_by_side_never_slip_past_the_limit_together()
    {
        var ledger = Ledger();
        var terms = ledger.Open(new Budget("all", 100m));
        var reserved = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            var budget = Route(ledger, (terms, ""));
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
        Route(ledger, (terms, "")).Remaining.Should().Be(0);
    }

    /// <summary>Any routes over any budgets, in any order and side by side: none is exceeded, nothing stays reserved, and what is spent is what was paid.</summary>
    [Fact]
    public void Whatever_is_reserved_side_by_side_stays_within_every_budget() =>
        Gen.Select(Money.Array[3], Gen.Select(Gen.Int[1, 7], Money, Money).Array[1, 60]).Sample((amounts, calls) =>
        {
            var ledger = Ledger();
            var terms = amounts.Select((amount, index) => ledger.Open(new Budget($"b{index}", amount))).ToArray();
            var paid = new long[3];
            Parallel.ForEach(calls, call =>
            {
                var (which, worst, share) = call;
                var mine = Enumerable.Range(0, 3).Where(index => (which & (1 << index)) != 0).ToArray();
                var route = Route(ledger, [.. mine.Select(index => (terms[index], ""))]);
                if (!route.TryReserve(worst))
                    return;
                foreach (var index in mine)
                    Route(ledger, (terms[index], "")).Remaining.Should().BeGreaterThanOrEqualTo(0m, "no call pays more than it reserved");
                var cost = worst * share;
                route.Settle(worst, cost);
                foreach (var index in mine)
                    Interlocked.Add(ref paid[index], (long)(cost * 10_000));
                (route.Reserved, route.Spent).Should().Be((0m, cost));
            });

            for (var index = 0; index < 3; index++)
            {
                var left = Route(ledger, (terms[index], "")).Remaining;
                left.Should().Be(amounts[index] - (paid[index] / 10_000m)).And.BeGreaterThanOrEqualTo(0m);
            }
        }, iter: 300, threads: 1);

    [Fact]
    public void What_one_budget_refuses_is_reserved_in_none()
    {
        var ledger = Ledger();
        var (large, small) = (ledger.Open(new Budget("large", 100m)), ledger.Open(new Budget("small", 1m)));

        Route(ledger, (large, ""), (small, "")).TryReserve(2m).Should().BeFalse();

        Route(ledger, (large, "")).Remaining.Should().Be(100m);
        Route(ledger, (small, "")).Remaining.Should().Be(1m);
    }

    [Fact]
    public void What_a_route_may_not_reserve_itself_is_not_reserved_from_all()
    {
        var ledger = Ledger();
        var terms = ledger.Open(new Budget("all", 100m));
        var route = new RouteBudget(limit: 1m, ledger);
        route.Share(terms, "");

        route.TryReserve(2m).Should().BeFalse();

        Route(ledger, (terms, "")).Remaining.Should().Be(100m);
    }

    [Theory]
    [InlineData(5, 3, 3)]
    [InlineData(2, 3, 2)]
    [InlineData(null, 3, 3)]
    public void The_lesser_of_all_limits_is_what_remains(int? own, int shared, int remaining)
    {
        var ledger = Ledger();
        var route = new RouteBudget(own, ledger);
        route.Share(ledger.Open(new Budget("all", shared)), "");

        route.Remaining.Should().Be(remaining);
    }

    [Theory]
    [InlineData(BudgetWindow.Hour, 62)]
    [InlineData(BudgetWindow.Day, 24 * 60 + 16)]
    public void Money_comes_back_when_its_window_is_over(BudgetWindow window, int minutes)
    {
        var time = new FakeTimeProvider();
        var ledger = LedgerAt(time);
        var route = Route(ledger, (ledger.Open(new Budget("all", 5m) { Window = window }), ""));
        route.TryReserve(4m).Should().BeTrue();
        route.Settle(4m, 5m);

        time.Advance(TimeSpan.FromMinutes(window == BudgetWindow.Hour ? 59 : (24 * 60) - 1));
        route.TryReserve(1m).Should().BeFalse();
        time.Advance(TimeSpan.FromMinutes(minutes));

        route.TryReserve(1m).Should().BeTrue();
    }

    [Fact]
    public void A_clock_that_jumps_back_forgives_nothing()
    {
        var time = new JumpingClock();
        var ledger = LedgerAt(time);
        var route = Route(ledger, (ledger.Open(new Budget("all", 5m)), ""));
        time.Move(TimeSpan.FromMinutes(30));
        route.TryReserve(5m).Should().BeTrue();
        route.Settle(5m, 5m);

        time.Move(TimeSpan.FromHours(-10));
        route.TryReserve(1m).Should().BeFalse();
        time.Move(TimeSpan.FromHours(10) + TimeSpan.FromMinutes(62));

        route.TryReserve(1m).Should().BeTrue();
    }

    [Fact]
    public void A_change_of_the_amount_forgives_nothing()
    {
        var ledger = Ledger();
        var route = Route(ledger, (ledger.Open(new Budget("all", 5m)), ""));
        route.TryReserve(4m);
        route.Settle(4m, 4m);

        Route(ledger, (ledger.Open(new Budget("all", 6m)), "")).Remaining.Should().Be(2m);
    }

    [Fact]
    public void A_budget_that_comes_while_a_call_is_under_way_takes_over_what_is_reserved_for_it()
    {
        var ledger = Ledger();
        var terms = ledger.Open(new Budget("late", 5m));
        var route = new RouteBudget(limit: null, ledger);
        route.TryReserve(3m);

        route.Share(terms, "");
        Route(ledger, (terms, "")).Remaining.Should().Be(2m);
        route.Settle(3m, 1m);

        Route(ledger, (terms, "")).Remaining.Should().Be(4m);
    }

    [Fact]
    public void A_budget_that_goes_while_a_call_is_under_way_is_settled_all_the_same()
    {
        var ledger = Ledger();
        var terms = ledger.Open(new Budget("cap", 5m));
        var route = Route(ledger, (terms, ""));
        route.TryReserve(5m);

        route.Free(terms.Accounts, "");
        route.Remaining.Should().BeNull();
        route.TryReserve(100m).Should().BeTrue();
        route.Settle(105m, 2m);

        Route(ledger, (terms, "")).Remaining.Should().Be(3m);
    }

    [Fact]
    public void Money_that_is_only_set_aside_neither_warns_nor_degrades()
    {
        var logs = new FakeLogger();
        var time = new FakeTimeProvider();
        var ledger = new BudgetLedger(time, logs);
        var route = Route(ledger, (ledger.Open(new Budget("all", 100m) { WarnAt = 0.8, DegradeAt = 0.9 }), ""));

        route.TryReserve(99.9m).Should().BeTrue();
        route.DegradedBy(time.GetTimestamp()).Should().BeNull();
        route.Settle(99.9m, 3m);

        logs.Collector.Count.Should().Be(0, "3 % is spent");
    }

    [Fact]
    public void What_is_said_is_said_while_no_lock_is_held()
    {
        var held = new List<bool>();
        BudgetLedger? ledger = null;
        var logs = new FakeLogger(_ => held.Add(ledger!.Gate.IsHeldByCurrentThread));
        ledger = new BudgetLedger(new FakeTimeProvider(), logs);
        var route = Route(ledger, (ledger.Open(new Budget("all", 1m) { WarnAt = 0.5 }), ""));

        Pay(route, 0.6m);
        route.RefusedBy();

        held.Should().Equal(false, false);
    }

    [Fact]
    public void A_threshold_that_is_crossed_is_said_once_a_window()
    {
        var (logs, time) = (new FakeLogger(), new FakeTimeProvider());
        var ledger = new BudgetLedger(time, logs);
        var route = Route(ledger, (ledger.Open(new Budget("gold", 10m) { Per = BudgetScope.UserTier, WarnAt = 0.8, DegradeAt = 0.9 }), "gold"));

        Pay(route, 8m);
        Pay(route, 0.5m);
        route.DegradedBy(time.GetTimestamp()).Should().BeNull();
        Pay(route, 0.5m);
        Pay(route, 0.5m);
        route.DegradedBy(time.GetTimestamp()).Should().Be("'gold' of 'gold'");
        logs.Collector.GetSnapshot().Select(log => log.Message).Should().SatisfyRespectively(
            first => first.Should().Contain("'gold' of 'gold'").And.Contain("warned").And.Contain("8 of 10"),
            second => second.Should().Contain("degraded").And.Contain("9.0 of 10"));

        time.Advance(TimeSpan.FromMinutes(62));
        Pay(route, 8m);
        logs.Collector.Count.Should().Be(3);
    }

    [Fact]
    public void Keys_beyond_what_memory_holds_share_one_account_and_idle_ones_make_room()
    {
        var time = new FakeTimeProvider();
        var ledger = LedgerAt(time);
        var terms = ledger.Open(new Budget("each", 1m) { Per = BudgetScope.Workflow });
        for (var key = 0; key < KeyedAccounts.MostKeys; key++)
            Pay(Route(ledger, (terms, $"k{key}")), 0.5m);

        Pay(Route(ledger, (terms, "new-1")), 0.75m);
        Route(ledger, (terms, "new-2")).Remaining.Should().Be(0.25m, "it shares with the other new one");
        Route(ledger, (terms, "k1")).Remaining.Should().Be(0.5m);
        terms.Accounts.Count.Should().Be(KeyedAccounts.MostKeys);

        var held = Route(ledger, (terms, "k2"));
        held.Remaining.Should().Be(0.5m);
        time.Advance(TimeSpan.FromHours(2));
        Route(ledger, (terms, "new-3")).Remaining.Should().Be(1m);
        terms.Accounts.Count.Should().Be(1);
        Pay(held, 0.5m);
        Route(ledger, (terms, "k2")).Remaining.Should().Be(0.5m, "a route that holds an account which made room asks for it anew");
    }

    [Theory]
    [InlineData(BudgetScope.All, null, "")]
    [InlineData(BudgetScope.Contract, null, "work")]
    [InlineData(BudgetScope.Contract, "other", null)]
    [InlineData(BudgetScope.Cohort, null, "de")]
    [InlineData(BudgetScope.UserTier, "GOLD", "gold")]
    [InlineData(BudgetScope.UserTier, "silver", null)]
    [InlineData(BudgetScope.Workflow, null, BudgetTerms.Unstated)]
    public void A_budget_is_kept_by_what_it_says(BudgetScope per, string? only, string? key) =>
        Ledger().Open(new Budget("b", 1m) { Per = per, Is = only }).KeyOf("work", "de", "gold", workflow: null).Should().Be(key);

    [Fact]
    public void A_log_that_breaks_does_not_have_a_call_settled_twice()
    {
        var ledger = new BudgetLedger(new FakeTimeProvider(), new BrokenLogger());
        var route = Route(ledger, (ledger.Open(new Budget("b", 1m) { WarnAt = 0.5 }), ""));
        route.TryReserve(1m).Should().BeTrue();

        FluentActions.Invoking(() => route.Settle(reserved: 1m, paid: 0.6m)).Should().NotThrow("whoever settles would take it for the call's own error, and settle again");

        (route.Reserved, route.Spent, route.Remaining).Should().Be((0m, 0.6m, 0.4m));
    }

    [Fact]
    public void A_contract_that_a_control_spells_another_way_is_the_same_contract()
    {
        var ledger = Ledger();
        var terms = ledger.Open(new Budget("cap", 3m) { Per = BudgetScope.Contract });
        var route = Route(ledger, (terms, "Lead"));
        route.Share(terms, "lead");

        route.TryReserve(1m).Should().BeTrue();

        Route(ledger, (terms, "lead")).Remaining.Should().Be(2m);
    }

    private static BudgetLedger Ledger() => LedgerAt(new FakeTimeProvider());

    private static BudgetLedger LedgerAt(TimeProvider time) => new(time, NullLogger.Instance);

    private static RouteBudget Route(BudgetLedger ledger, params (BudgetTerms Terms, string Key)[] shares) =>
        new(limit: null, ledger, [.. shares.Select(share => new BudgetShare(share.Terms, share.Key))]);

    private static void Pay(RouteBudget route, decimal sum)
    {
        route.TryReserve(sum).Should().BeTrue();
        route.Settle(sum, sum);
    }

    private sealed class BrokenLogger : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => throw new IOException("The disk is full.");
    }

    private sealed class JumpingClock : TimeProvider
    {
        private long _now = TimeSpan.FromDays(1).Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Move(TimeSpan by) => _now += by.Ticks;
    }
}

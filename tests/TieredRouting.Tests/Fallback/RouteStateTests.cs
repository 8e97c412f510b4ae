using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Controls;
using TieredRouting.Economics;
using TieredRouting.Fallback;

namespace TieredRouting.Tests.Fallback;

/// <summary>What the calls of one tool loop share, taken over by several of them at once.</summary>
public sealed class RouteStateTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly BudgetLedger _money;
    private readonly CapLedger _caps;
    private readonly ControlBoard _board;

    public RouteStateTests()
    {
        _money = new BudgetLedger(_time, NullLogger.Instance);
        (_caps, _board) = (new CapLedger(_money, _time), new ControlBoard(_time));
    }

    [Fact]
    public void Controls_that_were_read_early_and_come_late_take_the_place_of_none_that_are_newer()
    {
        var state = State();
        Cap(5m);
        var early = _board.Current;
        Cap(1m);

        state.TakeOver(_board.Current, _caps);
        var controls = state.TakeOver(early, _caps);

        controls.Should().BeSameAs(_board.Current.Of("work"));
        state.Budget.Remaining.Should().Be(1m);
    }

    [Fact]
    public void The_end_of_a_control_is_no_older_than_the_control()
    {
        var state = State();
        Cap(5m);
        var early = _board.Current;
        _board.Lift("cap", "over");

        state.TakeOver(_board.Current, _caps);
        state.TakeOver(early, _caps);

        state.Budget.Remaining.Should().BeNull();
    }

    /// <summary>Four threads are calls of one loop that go on side by side, each reserving and settling while a fifth moves the cap, and each coming once more with what it read first: in the end the last cap holds, and the money adds up.</summary>
    [Fact]
    public async Task However_many_calls_take_over_at_once_the_newest_cap_holds_and_no_money_is_lost()
    {
        for (var round = 1; round <= 200; round++)
        {
            var (state, last) = (State(), 1_000_000m + round);
            var spentBefore = 1_000_000_000m - LeftOf(1_000_000_000m);
            using var together = new Barrier(5);
            var calls = Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(() => Go(state, together), TaskCreationOptions.LongRunning)).ToList();
            together.SignalAndWait(TestContext.Current.CancellationToken);
            for (var i = 0; i < 50; i++)
                Cap(2_000_000m + i);
            Cap(last);
            together.SignalAndWait(TestContext.Current.CancellationToken);
            var spent = (await Task.WhenAll(calls)).Sum();

            (state.Budget.Reserved, state.Budget.Spent).Should().Be((0m, spent));
            state.Budget.Remaining.Should().BeGreaterThanOrEqualTo(last - spentBefore - spent).And.BeLessThanOrEqualTo(last);
            state.TryBeginAttempt(max: 1).Should().BeTrue("each attempt was given back once");
            _board.Lift("cap", "the round is over");
        }
    }

    public void Dispose() => _board.Dispose();

    private decimal Go(RouteState state, Barrier together)
    {
        var (early, spent) = (_board.Current, 0m);
        together.SignalAndWait();
        for (var i = 0; i < 400; i++)
        {
            state.TakeOver(_board.Current, _caps);
            if (i % 8 > 0 || !state.TryBeginAttempt(max: 4))
                continue;
            if (state.Budget.TryReserve(3m))
            {
                state.Budget.Settle(3m, 1m);
                spent++;
            }

            state.GiveBackAttempt();
        }

        together.SignalAndWait();
        state.TakeOver(_board.Current, _caps);
        state.TakeOver(early, _caps);
        return spent;
    }

    private decimal LeftOf(decimal cap)
    {
        var looking = State();
        Cap(cap);
        looking.TakeOver(_board.Current, _caps);
        return looking.Budget.Remaining!.Value;
    }

    private void Cap(decimal cost) => _board.Apply(new RoutingControl("cap", "a test") { Contract = "work", MaxCostPerHour = cost });

    private RouteState State() => new("route", "work", new RouteBudget(limit: null, _money), started: 0);
}

using Microsoft.Extensions.Time.Testing;
using TieredRouting.Controls;
using TieredRouting.Tiers;

namespace TieredRouting.Tests.Controls;

public sealed class ControlBoardTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<ControlChange> _changes = [];
    private readonly ControlBoard _board;

    public ControlBoardTests() => _board = new ControlBoard(_time) { Changed = _changes.Add };

    [Fact]
    public void Without_controls_every_contract_has_the_same_none()
    {
        _board.Current.Of("lead").Should().BeSameAs(ContractControls.None);
        _board.Current.Of("lead").On(Given.ThreeTiers).Should().BeSameAs(TierLimits.None);
    }

    [Fact]
    public void A_control_of_one_contract_says_nothing_of_another()
    {
        _board.Apply(new RoutingControl("a", "because") { Contract = "lead", Stop = true });

        _board.Current.Of("LEAD").Stop.Should().NotBeNull();
        _board.Current.Of("other").Stop.Should().BeNull();
    }

    [Fact]
    public void Of_controls_that_hold_together_the_strictest_wins()
    {
        _board.Apply(new RoutingControl("a", "because") { MinimumTier = "mini", MaxCostPerHour = 5m, MaximumTier = "full" });
        _board.Apply(new RoutingControl("b", "because") { MinimumTier = "nano", MaxCostPerHour = 3m, DisabledTiers = ["full"] });

        var controls = _board.Current.Of("lead");
        var limits = controls.On(Given.ThreeTiers);
        (limits.MinimumIndex, Allows(limits, "full"), Allows(limits, "mini")).Should().Be((1, false, true));
        controls.Caps.Should().ContainSingle().Which.Cost.Should().Be(3m);
        limits.By.Should().Contain("'a'").And.Contain("'b'");
    }

    [Theory]
    [InlineData("mini", null, "mini")]
    [InlineData("mini", "full", "")]
    [InlineData("gone", null, "")]
    public void An_exact_tier_leaves_that_one_alone(string first, string? second, string left)
    {
        _board.Apply(new RoutingControl("a", "because") { ExactTier = first });
        if (second is not null)
            _board.Apply(new RoutingControl("b", "because") { ExactTier = second });

        var limits = _board.Current.Of("lead").On(Given.ThreeTiers);
        string.Join(' ', Given.ThreeTiers.Tiers.Where(tier => Allows(limits, tier.Name))).Should().Be(left);
    }

    [Fact]
    public void A_control_whose_time_is_over_holds_no_more_and_is_told_once()
    {
        _board.Apply(new RoutingControl("a", "because") { Stop = true, Until = _time.GetUtcNow().AddHours(1) });
        _board.Configure([new RoutingControl("c", "because") { Stop = true, Until = _time.GetUtcNow().AddHours(2) }]);
        _changes.Clear();

        _time.Advance(TimeSpan.FromHours(1));
        _changes.Should().ContainSingle().Which.Should().Match<ControlChange>(change => change.Kind == ControlChangeKind.Expired && change.Control.Name == "a");
        _board.Current.Of("lead").Stop!.Name.Should().Be("c");
        _time.Advance(TimeSpan.FromDays(2));

        _changes.Should().HaveCount(2);
        _board.Current.All.Should().BeEmpty();
    }

    [Fact]
    public void No_reader_sees_a_control_whose_time_is_over_even_before_its_timer()
    {
        var clock = new WallClock();
        using var board = new ControlBoard(clock);
        board.Apply(new RoutingControl("a", "because") { Stop = true, Until = clock.Now.AddHours(1) });
        board.Current.All.Should().HaveCount(1);

        clock.Now = clock.Now.AddHours(2);

        board.Current.All.Should().BeEmpty();
    }

    [Fact]
    public void Who_has_read_the_clock_is_told_what_holds_then_and_the_end_of_a_control_is_published()
    {
        var clock = new WallClock();
        using var board = new ControlBoard(clock);
        board.Apply(new RoutingControl("a", "because") { Stop = true, Until = clock.Now.AddHours(1) });
        clock.Now = clock.Now.AddHours(2);

        board.Published.All.Should().HaveCount(1, "nobody has looked at the clock yet");
        board.At(clock.Now).All.Should().BeEmpty();
        board.Published.All.Should().BeEmpty();
    }

    [Fact]
    public void A_wall_clock_that_jumps_back_brings_nothing_back()
    {
        var clock = new WallClock();
        using var board = new ControlBoard(clock);
        board.Apply(new RoutingControl("a", "because") { Stop = true, Until = clock.Now.AddHours(1) });
        clock.Now = clock.Now.AddHours(2);
        board.Current.All.Should().BeEmpty();

        clock.Now = clock.Now.AddDays(-1);

        board.Current.All.Should().BeEmpty();
    }

    [Fact]
    public void A_configuration_that_says_the_same_again_is_no_change()
    {
        _board.Configure([new RoutingControl("c", "because") { DisabledTiers = ["nano"] }]);
        _board.Configure([new RoutingControl("c", "because") { DisabledTiers = ["nano"] }]);
        _board.Configure([new RoutingControl("c", "because") { DisabledTiers = ["mini"] }]);
        _board.Configure([]);

        _changes.Select(change => change.Kind).Should().Equal(ControlChangeKind.Applied, ControlChangeKind.Replaced, ControlChangeKind.Lifted);
    }

    [Fact]
    public void Configuration_takes_back_nothing_that_code_applied()
    {
        _board.Apply(new RoutingControl("a", "because") { Stop = true });

        _board.Configure([]);

        _board.Current.Of("lead").Stop.Should().NotBeNull();
        _board.Lift("a", "over")!.Reason.Should().Be("over");
        _board.Lift("a", "over").Should().BeNull();
        _board.Current.Should().Match<ControlSnapshot>(snapshot => snapshot.All.Count == 0);
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        _board.Apply(new RoutingControl("a", "because") { MinimumTier = "mini", Until = _time.GetUtcNow().AddHours(1) });
        _ = _board.Current.Of("lead").On(Given.ThreeTiers);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            _ = _board.Current.Of("lead").On(Given.ThreeTiers);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    public void Dispose() => _board.Dispose();

    private sealed class WallClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Never();

        private sealed class Never : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }

    private static bool Allows(TierLimits limits, string tier) =>
        Given.ThreeTiers.TryGet(tier, out var found) && found.Endpoints.All(limits.Allows);
}

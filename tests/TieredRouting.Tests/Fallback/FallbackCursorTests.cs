using CsCheck;
using TieredRouting.Fallback;

namespace TieredRouting.Tests.Fallback;

public sealed class FallbackCursorTests
{
    private const int Rungs = 4;
    private const int EndpointsPerTier = 2;

    private static readonly string[] Tiers = [.. Enumerable.Range(0, Rungs).Select(index => $"tier-{index}")];

    private static readonly TierLadder Ladder = Given.Ladder(
        [.. Tiers.SelectMany((tier, rung) => Enumerable.Range(0, EndpointsPerTier).Select(index => Given.Endpoint($"{tier}-{index}", tier, endpoint => endpoint.ContextWindow = 1_000 * (rung + 1))))]);

    private static readonly Trigger[] Triggers = [.. Enum.GetValues<Trigger>().Where(trigger => trigger != Trigger.Exhausted)];

    private static readonly Gen<FallbackAction> Action =
        from kind in Gen.Frequency((9, FallbackActionKind.Escalate), (9, FallbackActionKind.SwitchTo), (1, FallbackActionKind.HumanReview), (1, FallbackActionKind.FailClosed))
        from tier in Gen.OneOf(Tiers)
        from named in Gen.Bool
        from retries in Gen.Int[0, 2]
        from narrow in Gen.Bool
        select new FallbackAction(kind, kind == FallbackActionKind.SwitchTo || named ? tier : null, retries, narrow);

    private static readonly Gen<Scenario> Scenarios =
        from actions in Action.Array[Triggers.Length]
        from steps in Gen.Select(Gen.OneOf(Triggers), Gen.Enum<ErrorKind>().Nullable(0.5)).Array[200]
        from allowed in Gen.Bool.Array[Rungs * EndpointsPerTier]
        from bounds in Gen.Int[0, Rungs - 1].Array[3]
        select Scenario.Of(actions, steps, allowed, bounds);

    [Fact]
    public void Every_plan_ends_within_its_bounds_and_never_leaves_them() => Scenarios.Sample(Play, iter: 3_000);

    [Fact]
    public void The_same_plan_and_triggers_take_the_same_path() =>
        Scenarios.Sample(scenario => Path(scenario).Should().Equal(Path(scenario)), iter: 300);

    [Fact]
    public void An_error_moves_to_another_endpoint_of_the_tier_first()
    {
        var cursor = Cursor();

        cursor.Next(Trigger.ProviderError, FallbackAction.Escalate, ErrorKind.ServerError).Should().Be(FallbackMove.Failover);
        cursor.Endpoint.Name.Should().Be("tier-0-1");
        cursor.Next(Trigger.ProviderError, FallbackAction.Escalate, ErrorKind.ServerError).Should().Be(FallbackMove.Escalate);
        cursor.Endpoint.Name.Should().Be("tier-1-0");
    }

    [Fact]
    public void The_endpoint_that_failed_is_left_alone_though_the_cursor_stands_elsewhere()
    {
        var cursor = Cursor();
        var sibling = cursor.Siblings.Should().ContainSingle().Subject;

        cursor.Next(Trigger.ProviderError, FallbackAction.Escalate, ErrorKind.ServerError, sibling).Should().Be(FallbackMove.Failover);

        (cursor.Endpoint.Name, cursor.Siblings.Count()).Should().Be(("tier-0-0", 0));
    }

    [Fact]
    public void The_highest_allowed_tier_has_nowhere_to_escalate_to()
    {
        var cursor = Cursor();
        for (var rung = 1; rung < Rungs; rung++)
        {
            cursor.CanEscalate.Should().BeTrue();
            cursor.Next(Trigger.SchemaFailure, FallbackAction.Escalate);
        }

        cursor.CanEscalate.Should().BeFalse();
    }

    [Fact]
    public void An_unacceptable_answer_does_not_try_another_endpoint_of_the_tier() =>
        Cursor().Next(Trigger.SchemaFailure, FallbackAction.Escalate).Should().Be(FallbackMove.Escalate);

    [Fact]
    public void Retries_are_counted_by_trigger()
    {
        var cursor = Cursor();
        var action = FallbackAction.Escalate with { RetrySameTier = 1 };

        cursor.Next(Trigger.SchemaFailure, action).Should().Be(FallbackMove.Retry);
        cursor.Next(Trigger.Refusal, action).Should().Be(FallbackMove.Retry);
        cursor.Next(Trigger.SchemaFailure, action).Should().Be(FallbackMove.Escalate);
    }

    [Fact]
    public void A_named_tier_below_is_no_escalation()
    {
        var cursor = Cursor(start: 2);

        cursor.Next(Trigger.SchemaFailure, new FallbackAction(FallbackActionKind.Escalate, "tier-0")).Should().Be(FallbackMove.Escalate);
        cursor.Endpoint.Tier.Should().Be("tier-3");
    }

    [Fact]
    public void A_switch_stops_at_the_floor()
    {
        var cursor = Cursor(floor: 1, start: 3);

        cursor.Next(Trigger.Timeout, new FallbackAction(FallbackActionKind.SwitchTo, "tier-0")).Should().Be(FallbackMove.Switch);
        cursor.Endpoint.Tier.Should().Be("tier-1");
    }

    [Fact]
    public void A_switch_to_the_tier_one_stands_on_is_none() =>
        Cursor().Next(Trigger.Timeout, new FallbackAction(FallbackActionKind.SwitchTo, "tier-0")).Should().Be(FallbackMove.Exhausted);

    [Fact]
    public void Each_trigger_switches_once()
    {
        var cursor = Cursor(start: 3);
        var toSmall = new FallbackAction(FallbackActionKind.SwitchTo, "tier-0");

        cursor.Next(Trigger.Timeout, toSmall).Should().Be(FallbackMove.Switch);
        cursor.Next(Trigger.SchemaFailure, FallbackAction.Escalate).Should().Be(FallbackMove.Escalate);
        cursor.Next(Trigger.Timeout, toSmall).Should().Be(FallbackMove.Exhausted);
    }

    [Fact]
    public void A_prompt_too_long_goes_to_a_larger_window()
    {
        var cursor = Cursor();

        cursor.Next(Trigger.ProviderError, FallbackAction.Escalate, ErrorKind.ContextTooLong).Should().Be(FallbackMove.Escalate);
        cursor.Endpoint.Tier.Should().Be("tier-1");
    }

    [Fact]
    public void A_prompt_too_long_for_the_largest_window_is_exhausted() =>
        Cursor(start: 3).Next(Trigger.ProviderError, FallbackAction.Escalate, ErrorKind.ContextTooLong).Should().Be(FallbackMove.Exhausted);

    [Fact]
    public void Narrow_stays_narrow()
    {
        var cursor = Cursor();
        cursor.Next(Trigger.Timeout, new FallbackAction(FallbackActionKind.SwitchTo, "tier-1", Narrow: true));
        cursor.Next(Trigger.SchemaFailure, FallbackAction.Escalate);

        cursor.Narrow.Should().BeTrue();
    }

    [Fact]
    public void A_continuation_stays_with_its_endpoint_where_that_is_allowed()
    {
        var cursor = Cursor(floor: 1, start: 1);
        cursor.StayWith(Ladder.Tiers[3].Endpoints[1]);
        cursor.Endpoint.Name.Should().Be("tier-3-1");

        cursor.StayWith(Ladder.Tiers[0].Endpoints[0]);
        cursor.Endpoint.Name.Should().Be("tier-3-1", "the other lies below the floor");
    }

    [Fact]
    public void A_continuation_leaves_an_endpoint_that_is_no_longer_allowed()
    {
        var cursor = new FallbackCursor(Ladder, 0, 1, 3, endpoint => endpoint.Name != "tier-1-1");
        cursor.StayWith(Ladder.Tiers[1].Endpoints[1]);

        cursor.Endpoint.Name.Should().Be("tier-1-0");
    }

    private static FallbackCursor Cursor(int floor = 0, int start = 0) => new(Ladder, floor, start, Rungs - 1, _ => true);

    private static void Play(Scenario scenario)
    {
        if (scenario.Start is not { } start)
            return;
        var cursor = scenario.Cursor(start);
        var switches = new Dictionary<Trigger, int>();
        var moves = 0;
        foreach (var (trigger, error) in scenario.Steps)
        {
            var before = cursor.TierIndex;
            var move = cursor.Next(trigger, scenario.Actions[trigger], error);
            cursor.TierIndex.Should().BeInRange(scenario.Floor, scenario.Max);
            scenario.Allowed.Should().Contain(cursor.Endpoint);
            if (cursor.TierIndex < before)
                move.Should().Be(FallbackMove.Switch);
            if (move == FallbackMove.Escalate)
                cursor.TierIndex.Should().BeGreaterThan(before);
            if (move == FallbackMove.Switch)
                (switches[trigger] = switches.GetValueOrDefault(trigger) + 1).Should().Be(1);
            if (move is FallbackMove.Exhausted or FallbackMove.HumanReview or FallbackMove.FailClosed)
                return;
            moves++;
        }

        // A visit of a tier allows a few retries and failovers; escalations only climb; each trigger may start over once.
        throw new InvalidOperationException($"The plan did not end within {moves} moves.");
    }

    private static List<string> Path(Scenario scenario)
    {
        if (scenario.Start is not { } start)
            return [];
        var cursor = scenario.Cursor(start);
        return [.. scenario.Steps.Take(20).Select(step => $"{cursor.Next(step.Trigger, scenario.Actions[step.Trigger], step.Error)} {cursor.Endpoint}")];
    }

    private sealed record Scenario(
        IReadOnlyDictionary<Trigger, FallbackAction> Actions,
        IReadOnlyList<(Trigger Trigger, ErrorKind? Error)> Steps,
        IReadOnlySet<TierEndpoint> Allowed,
        int Floor,
        int Max)
    {
        /// <summary>The first rung the policy could have chosen.</summary>
        public int? Start { get; private init; }

        public static Scenario Of(FallbackAction[] actions, (Trigger, ErrorKind?)[] steps, bool[] allowed, int[] bounds)
        {
            var endpoints = Ladder.Tiers.SelectMany(tier => tier.Endpoints).Where((_, index) => allowed[index]).ToHashSet();
            int floor = bounds.Min(), max = bounds.Max(), wanted = bounds.Order().ElementAt(1);
            var start = Ladder.Tiers.FirstOrDefault(tier => tier.Index >= wanted && tier.Index <= max && tier.Endpoints.Any(endpoints.Contains))?.Index;
            return new Scenario(Triggers.Zip(actions).ToDictionary(pair => pair.First, pair => pair.Second), steps, endpoints, floor, max) { Start = start };
        }

        public FallbackCursor Cursor(int start) => new(Ladder, Floor, start, Max, Allowed.Contains);

        public override string ToString() =>
            $"floor {Floor}, max {Max}, allowed {string.Join(' ', Allowed)}\n{string.Join('\n', Actions)}\n{string.Join(", ", Steps.Take(30))}";
    }
}

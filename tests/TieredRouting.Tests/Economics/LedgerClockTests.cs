using CsCheck;
using TieredRouting.Economics;

namespace TieredRouting.Tests.Economics;

public sealed class LedgerClockTests
{
    [Fact]
    public void A_step_that_is_likely_is_only_taken_where_it_is_the_step()
    {
        Gen.Select(Gen.Long[0, 1_000], Gen.OneOf(Gen.Const(0), Gen.Const(1), Gen.Const(999)), Gen.Long[-2, 2], Gen.Int[1, 12]).Sample((whole, part, beside, steps) =>
        {
            var clock = new LedgerClock(new LedgerOptions { Window = TimeSpan.FromTicks(steps * 1_000L), Steps = steps });
            var time = new DateTimeOffset((whole * 1_000) + part, TimeSpan.Zero);
            return clock.StepOf(time, clock.StepOf(time) + beside) == clock.StepOf(time) && clock.StepOf(time, likely: 0) == clock.StepOf(time);
        });
    }

    [Fact]
    public void Without_a_window_all_time_is_one_step() =>
        new LedgerClock(new LedgerOptions { Window = null }).StepOf(DateTimeOffset.MaxValue, likely: 0).Should().Be(0);
}

using CsCheck;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Economics;

namespace TieredRouting.Tests.Economics;

public sealed class RollingSumTests
{
    [Fact]
    public void What_is_within_the_span_is_summed_up_and_what_is_long_past_is_not() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[0, 100]).List[1, 60].Sample(events =>
        {
            var time = new FakeTimeProvider();
            var sum = new RollingSum<decimal>(TimeSpan.FromSeconds(60), steps: 60, time);
            var all = new List<(TimeSpan At, int Amount)>();
            var now = TimeSpan.Zero;
            foreach (var (tenths, amount) in events)
            {
                var pause = TimeSpan.FromMilliseconds(tenths * 100);
                time.Advance(pause);
                now += pause;
                sum.Add(amount);
                all.Add((now, amount));

                var within = all.Where(item => now - item.At < TimeSpan.FromSeconds(60)).Sum(item => item.Amount);
                var atMost = all.Where(item => now - item.At < TimeSpan.FromSeconds(61)).Sum(item => item.Amount);
                sum.Total.Should().BeInRange(within, atMost);
            }
        });

    [Fact]
    public void A_long_pause_leaves_nothing()
    {
        var time = new FakeTimeProvider();
        var sum = new RollingSum<decimal>(TimeSpan.FromHours(1), steps: 60, time);
        sum.Add(5);

        time.Advance(TimeSpan.FromDays(365));

        sum.Total.Should().Be(0);
    }
}

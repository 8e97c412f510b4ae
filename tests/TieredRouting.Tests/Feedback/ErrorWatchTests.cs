using CsCheck;
using TieredRouting.Feedback;

namespace TieredRouting.Tests.Feedback;

public sealed class ErrorWatchTests
{
    private const int Streams = 1_000;

    private static readonly Gen<double> Shares = Gen.Double[0.001, 0.6];

    [Fact]
    public void Whatever_came_before_nobody_can_expect_to_win_while_the_promise_holds() =>
        Gen.Select(Shares, Gen.Double[0, 1], Gen.Bool.Array[0, 300]).Sample((promised, truth, history) =>
        {
            var error = truth * promised;
            var (now, wrong, right) = (EvidenceAfter(promised, history), EvidenceAfter(promised, [.. history, true]), EvidenceAfter(promised, [.. history, false]));

            ((error * wrong) + ((1 - error) * right)).Should().BeLessThanOrEqualTo(now * (1 + 1e-9));
        });

    [Fact]
    public void It_begins_with_one() => new ErrorWatch(0.05, 0.95).Evidence.Should().Be(1);

    [Theory]
    [InlineData(0.05, 0.95, 1)]
    [InlineData(0.05, 0.95, 0.5)]
    [InlineData(0.02, 0.9, 1)]
    [InlineData(0.3, 0.8, 1)]
    public void False_alarms_are_as_rare_as_stated_however_long_one_looks(double promised, double confidence, double ofPromised)
    {
        var random = new Random(7);

        var alarms = Enumerable.Range(0, Streams).Count(_ => FirstAlarm(new ErrorWatch(promised, confidence), 3_000, _ => promised * ofPromised, random) is not null);

        alarms.Should().BeLessThanOrEqualTo(MostByChance(1 - confidence));
    }

    [Fact]
    public void A_doubled_error_is_found()
    {
        var random = new Random(7);

        var found = Enumerable.Range(0, 200).Select(_ => FirstAlarm(new ErrorWatch(0.05, 0.95), 3_000, _ => 0.1, random)).ToList();

        found.Should().NotContainNulls();
        found.Order().ElementAt(100).Should().BeLessThan(600);
    }

    [Fact]
    public void An_error_that_doubles_after_a_long_good_time_is_found_too()
    {
        var random = new Random(7);

        var found = Enumerable.Range(0, 100).Select(_ => FirstAlarm(new ErrorWatch(0.05, 0.95), 9_000, judged => judged < 5_000 ? 0.02 : 0.1, random)).ToList();

        found.Should().NotContainNulls();
        found.Order().ElementAt(50).Should().BeInRange(5_001, 6_500);
    }

    [Fact]
    public void An_alarm_is_raised_once_and_stays()
    {
        var watch = new ErrorWatch(0.05, 0.95);

        Enumerable.Range(0, 10_000).Count(_ => watch.Add(isWrong: true)).Should().Be(1);
        for (var i = 0; i < 10_000; i++)
            watch.Add(isWrong: false).Should().BeFalse();
        (watch.IsAlarmed, watch.Judged, watch.Wrong, double.IsFinite(watch.Evidence)).Should().Be((true, 20_000, 10_000, true));
    }

    [Fact]
    public void A_judgement_allocates_nothing()
    {
        var watch = new ErrorWatch(0.05, 0.95);
        watch.Add(isWrong: false);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1_000; i++)
            watch.Add(isWrong: i % 50 == 0);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1_000, "less than a byte each");
    }

    private static int MostByChance(double rate) => (int)((Streams * rate) + (2 * Math.Sqrt(Streams * rate * (1 - rate))));

    private static int? FirstAlarm(ErrorWatch watch, int length, Func<int, double> error, Random random)
    {
        for (var judged = 1; judged <= length; judged++)
        {
            if (watch.Add(random.NextDouble() < error(judged)))
                return judged;
        }

        return null;
    }

    /// <summary>The evidence without the alarm that ends a watch, so that every history can be looked at.</summary>
    private static double EvidenceAfter(double promised, bool[] history)
    {
        var watch = new ErrorWatch(promised, confidence: 1 - 1e-300);
        foreach (var wrong in history)
            watch.Add(wrong);
        return watch.Evidence;
    }
}

using CsCheck;
using TieredRouting.Endpoints;

namespace TieredRouting.Tests.Endpoints;

public sealed class WeightedChoiceTests
{
    [Fact]
    public void Proportions_hold_within_a_few_requests() =>
        Gen.Int[0, 9].Array[2, 4].Where(weights => weights.Sum() > 0).Sample(weights =>
        {
            var picks = Picks(weights, 200);

            for (var i = 0; i < weights.Length; i++)
                ((double)picks.Count(pick => pick == $"e{i}")).Should().BeApproximately(200.0 * weights[i] / weights.Sum(), 5);
        });

    [Fact]
    public void The_same_requests_in_the_same_order_take_the_same_path() => Picks([3, 1, 2], 50).Should().Equal(Picks([3, 1, 2], 50));

    [Fact]
    public void Endpoints_of_weight_zero_are_asked_only_when_no_other_is_left()
    {
        Picks([0, 1], 50).Should().OnlyContain(pick => pick == "e1");
        Picks([0, 0], 5).Should().OnlyContain(pick => pick == "e0");
    }

    private static List<string> Picks(int[] weights, int count)
    {
        var choice = new WeightedChoice();
        TierEndpoint[] endpoints = [.. weights.Select((weight, i) => Given.Endpoint($"e{i}", "tier", options => options.Weight = weight))];
        return [.. Enumerable.Range(0, count).Select(_ => choice.Pick(endpoints).Name)];
    }
}

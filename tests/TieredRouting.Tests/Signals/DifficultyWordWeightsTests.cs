using CsCheck;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class DifficultyWordWeightsTests
{
    [Fact]
    public void A_weight_is_kept_to_half_a_step_of_the_largest() => Gen.Float[-10, 10].Array[1, 50].Where(weights => weights.Any(weight => weight != 0)).Sample(weights =>
    {
        var kept = DifficultyWordWeights.Of(weights)!;
        var step = weights.Max(Math.Abs) / sbyte.MaxValue;

        kept.ToWeights().Zip(weights, (one, other) => Math.Abs(one - other)).Should().OnlyContain(off => off <= (step / 2 * 1.001f));
    });

    [Fact]
    public void The_largest_is_kept_whichever_its_sign()
    {
        DifficultyWordWeights.Of([0.5f, -2f])!.ToWeights()[1].Should().BeApproximately(-2f, 1e-6f);
        DifficultyWordWeights.Of([2f, -0.5f])!.ToWeights()[0].Should().BeApproximately(2f, 1e-6f);
    }

    [Fact]
    public void What_was_kept_is_kept_the_same_again() => Gen.Float[-10, 10].Array[1, 50].Where(weights => weights.Any(weight => weight != 0)).Sample(weights =>
    {
        var kept = DifficultyWordWeights.Of(weights)!;

        DifficultyWordWeights.Of(kept.ToWeights())!.Weights.Should().Equal(kept.Weights);
    });

    [Fact]
    public void Weights_of_nothing_are_none()
    {
        DifficultyWordWeights.Of([0f, 0f]).Should().BeNull();
        DifficultyWordWeights.Of([]).Should().BeNull();
    }
}

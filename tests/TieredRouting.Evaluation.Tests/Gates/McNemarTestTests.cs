using CsCheck;

namespace TieredRouting.Evaluation.Tests.Gates;

public sealed class McNemarTestTests
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 9, 1)]
    [InlineData(5, 0, 0.03125)]
    [InlineData(1, 1, 0.75)]
    [InlineData(8, 2, 0.0546875)]
    public void The_chance_is_exact(int worse, int better, double chance) => McNemarTest.Worse(worse, better).Should().BeApproximately(chance, 1e-12);

    [Fact]
    public void More_that_got_worse_is_never_more_likely_and_more_that_got_better_never_less() =>
        Gen.Select(Gen.Int[1, 200], Gen.Int[0, 200]).Sample((worse, better) =>
        {
            McNemarTest.Worse(worse + 1, better).Should().BeLessThanOrEqualTo(McNemarTest.Worse(worse, better) + 1e-12);
            McNemarTest.Worse(worse, better + 1).Should().BeGreaterThanOrEqualTo(McNemarTest.Worse(worse, better) - 1e-12);
        });
}

namespace TieredRouting.Evaluation.Tests.Gates;

public sealed class FisherTestTests
{
    /// <summary>Counted with whole numbers, as fractions of binomial coefficients.</summary>
    [Theory]
    [InlineData(3, 4, 1, 4, 0.24285714285714285)]
    [InlineData(95, 100, 85, 100, 0.01586001954315527)]
    [InlineData(960, 1000, 940, 1000, 0.025380064935374192)]
    [InlineData(19000, 20000, 18900, 20000, 0.013219145540912903)]
    [InlineData(10, 10, 0, 10, 5.412544112234515e-06)]
    [InlineData(5, 10, 10, 10, 1)]
    [InlineData(0, 0, 0, 0, 1)]
    [InlineData(5, 5, 0, 0, 1)]
    public void Is_exact(int successes, int trials, int later, int laterTrials, double chance) =>
        FisherTest.Worse(successes, trials, later, laterTrials).Should().BeApproximately(chance, 1e-9);
}

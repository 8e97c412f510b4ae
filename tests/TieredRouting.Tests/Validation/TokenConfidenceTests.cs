namespace TieredRouting.Tests.Validation;

public sealed class TokenConfidenceTests
{
    [Theory]
    [InlineData(ConfidenceLevel.High, 0.0)]
    [InlineData(ConfidenceLevel.High, 1.0, 0.95, 0.96)]
    [InlineData(ConfidenceLevel.Medium, 0.94)]
    [InlineData(ConfidenceLevel.Medium, 1.0, 0.7)]
    [InlineData(ConfidenceLevel.Low, 0.79)]
    [InlineData(ConfidenceLevel.Low, 1.0, 1.0, 0.1)]
    public void The_geometric_mean_of_the_tokens_counts(ConfidenceLevel level, params double[] probabilities) =>
        TokenConfidence.FromLogProbabilities(probabilities.Select(probability => probability == 0.0 ? 0.0 : Math.Log(probability))).Should().Be(level);

    [Theory]
    [InlineData]
    [InlineData(-0.1, double.NaN)]
    [InlineData(0.1)]
    [InlineData(double.PositiveInfinity)]
    public void Nothing_is_made_up(params double[] logProbabilities) => TokenConfidence.FromLogProbabilities(logProbabilities).Should().BeNull();

    [Fact]
    public void A_token_of_no_probability_makes_it_low() => TokenConfidence.FromLogProbabilities([0, double.NegativeInfinity]).Should().Be(ConfidenceLevel.Low);

    [Fact]
    public void Thresholds_are_the_callers()
    {
        TokenConfidence.FromLogProbabilities([Math.Log(0.5)], mediumFrom: 0.4, highFrom: 0.6).Should().Be(ConfidenceLevel.Medium);
        TokenConfidence.FromLogProbabilities([Math.Log(0.5)], mediumFrom: 0.4, highFrom: 0.4).Should().Be(ConfidenceLevel.High);
    }

    [Theory]
    [InlineData(-0.1, 0.9)]
    [InlineData(1.1, 1.2)]
    [InlineData(0.8, 0.7)]
    [InlineData(0.8, 1.1)]
    [InlineData(double.NaN, 0.9)]
    [InlineData(0.8, double.NaN)]
    public void Thresholds_lie_between_0_and_1_in_their_order(double medium, double high) =>
        FluentActions.Invoking(() => TokenConfidence.FromLogProbabilities([], medium, high)).Should().Throw<ArgumentOutOfRangeException>();
}

using CsCheck;

namespace TieredRouting.Evaluation.Tests.Calibration;

public sealed class BinomialBoundTests
{
    private static readonly Gen<(int Wrong, int All, double Confidence)> Counts =
        from all in Gen.Int[1, 2_000]
        from wrong in Gen.Int[0, all]
        from confidence in Gen.Double[0.5, 0.999]
        select (wrong, all, confidence);

    [Theory]
    [InlineData(0, 59, 0.95, 0.0495)]
    [InlineData(0, 58, 0.95, 0.0503)]
    [InlineData(4, 189, 0.95, 0.04777)]
    [InlineData(13, 593, 0.95, 0.03463)]
    [InlineData(1, 10, 0.975, 0.44502)]
    [InlineData(10, 10, 0.95, 1)]
    [InlineData(0, 0, 0.95, 1)]
    public void Is_that_of_Clopper_and_Pearson(int wrong, int all, double confidence, double bound) =>
        BinomialBound.Upper(wrong, all, confidence).Should().BeApproximately(bound, 0.0001);

    [Fact]
    public void So_few_wrong_ones_are_no_likelier_than_one_minus_the_confidence_at_the_bound() =>
        Counts.Where(count => count.Wrong < count.All).Sample(count =>
            ChanceOfSoFew(count.Wrong, count.All, BinomialBound.Upper(count.Wrong, count.All, count.Confidence)).Should().BeApproximately(1 - count.Confidence, 1e-6));

    [Fact]
    public void Grows_with_wrong_ones_and_confidence_and_shrinks_with_right_ones() => Counts.Sample(count =>
    {
        var bound = BinomialBound.Upper(count.Wrong, count.All, count.Confidence);

        bound.Should().BeInRange(count.Wrong / (double)count.All, 1);
        BinomialBound.Upper(Math.Min(count.Wrong + 1, count.All), count.All, count.Confidence).Should().BeGreaterThanOrEqualTo(bound);
        BinomialBound.Upper(count.Wrong, count.All, (1 + count.Confidence) / 2).Should().BeGreaterThanOrEqualTo(bound);
        BinomialBound.Upper(count.Wrong, count.All + 1, count.Confidence).Should().BeLessThanOrEqualTo(bound);
    });

    [Fact]
    public void The_most_wrong_ones_are_the_last_whose_bound_is_low_enough() =>
        Gen.Select(Gen.Int[0, 500], Gen.Double[0.01, 0.5], Gen.Double[0.5, 0.99]).Sample((all, maxError, confidence) =>
        {
            var most = BinomialBound.MostWrong(all, maxError, confidence);

            (most < 0 || BinomialBound.Upper(most, all, confidence) <= maxError).Should().BeTrue();
            (most >= all || BinomialBound.Upper(most + 1, all, confidence) > maxError).Should().BeTrue();
        });

    /// <summary>The chance of so few, term by term: in no way as the bound is found.</summary>
    private static double ChanceOfSoFew(int wrong, int all, double share)
    {
        var (sum, term) = (0.0, all * Math.Log(1 - share));
        for (var few = 0; few <= wrong; few++)
        {
            sum += Math.Exp(term);
            term += Math.Log((all - few) / (few + 1.0)) + Math.Log(share / (1 - share));
        }

        return sum;
    }
}

using MathNet.Numerics.Distributions;

namespace TieredRouting.Evaluation;

/// <summary>
/// Chooses in which order thresholds are tested: first the one that looks most likely to pass, then ever lower ones. A high threshold that too few answers reach would fail for want of
/// answers and end the tests before the useful ones.
/// </summary>
/// <param name="maxError">The largest share of wrong answers that is allowed.</param>
/// <param name="confidence">How sure a certificate is.</param>
/// <param name="testedForEach">How many answers are tested for each that chooses.</param>
internal sealed class ThresholdOrder(double maxError, double confidence, int testedForEach)
{
    /// <summary>More than these tell little from one to the next.</summary>
    private const int MostThresholds = 100;

    /// <summary>The thresholds to test, in their order; at least one.</summary>
    public IReadOnlyList<double> Of(IReadOnlyList<ScoredAnswer> choosing)
    {
        var thresholds = Thinned([.. choosing.Select(answer => answer.Score).Distinct().OrderDescending()]);
        if (thresholds.Count == 0)
            return [1];
        var start = thresholds.MaxBy(threshold => (ChanceToPass(choosing, threshold), -threshold));
        return [.. thresholds.Where(threshold => threshold <= start)];
    }

    private static List<double> Thinned(List<double> descending) => descending.Count <= MostThresholds
        ? descending
        : [.. Enumerable.Range(1, MostThresholds).Select(part => descending[(part * descending.Count / MostThresholds) - 1])];

    /// <summary>How likely a threshold passes, if the answers to be tested are as those that choose. Half a wrong answer is added, or a few right ones would look certain.</summary>
    private double ChanceToPass(IReadOnlyList<ScoredAnswer> choosing, double threshold)
    {
        var (accepted, wrong) = (choosing.Count(answer => answer.Score >= threshold), choosing.Count(answer => answer.Score >= threshold && answer.IsWrong));
        var tested = accepted * testedForEach;
        var most = BinomialBound.MostWrong(tested, maxError, confidence);
        return most < 0 ? 0 : Binomial.CDF((wrong + 0.5) / (accepted + 1), tested, most);
    }
}

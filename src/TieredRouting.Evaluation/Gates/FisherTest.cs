namespace TieredRouting.Evaluation;

/// <summary>
/// Fisher's exact test, one-sided, for two counts of successes (R. A. Fisher, "On the interpretation of χ² from contingency tables, and the
/// calculation of P", Journal of the Royal Statistical Society 85, 1922; A. Agresti, "Categorical Data Analysis", section 3.5).
/// It is exact: given all successes together, the second sample's are hypergeometric where both have the same chance.
/// </summary>
internal static class FisherTest
{
    private const int TableSize = 256;

    private static readonly double[] SmallLogFactorials = SumsOfLogs();

    /// <summary>How likely the second sample has so few successes, or fewer, where in truth it is as good as the first. 1 where a sample is empty.</summary>
    public static double Worse(int successes, int trials, int laterSuccesses, int laterTrials)
    {
        var (all, good) = ((long)trials + laterTrials, (long)successes + laterSuccesses);
        var ways = LogChoose(all, laterTrials);
        var chance = 0.0;
        for (var few = Math.Max(0, laterTrials - (all - good)); few <= laterSuccesses; few++)
            chance += Math.Exp(LogChoose(good, few) + LogChoose(all - good, laterTrials - few) - ways);
        return Math.Min(1, chance);
    }

    private static double LogChoose(long n, long k) => LogFactorial(n) - LogFactorial(k) - LogFactorial(n - k);

    /// <summary>Stirling's series beyond the table: right to the last digit there.</summary>
    private static double LogFactorial(long n) => n < TableSize
        ? SmallLogFactorials[n]
        : n * Math.Log(n) - n + 0.5 * Math.Log(2 * Math.PI * n) + 1.0 / (12.0 * n) - 1.0 / (360.0 * n * n * n);

    private static double[] SumsOfLogs()
    {
        var sums = new double[TableSize];
        for (var n = 1; n < TableSize; n++)
            sums[n] = sums[n - 1] + Math.Log(n);
        return sums;
    }
}

using MathNet.Numerics.Distributions;

namespace TieredRouting.Evaluation;

/// <summary>
/// The exact upper confidence bound of a share, from a count (C. Clopper and E. Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial", Biometrika 26, 1934):
/// the largest share under which so few are still as likely as one minus the confidence.
/// </summary>
internal static class BinomialBound
{
    /// <summary>The bound of the share of wrong ones; 1 where nothing was counted.</summary>
    /// <param name="wrong">How many are wrong.</param>
    /// <param name="all">Of how many.</param>
    /// <param name="confidence">How sure the bound is, above 0 and below 1.</param>
    public static double Upper(int wrong, int all, double confidence) =>
        wrong >= all ? 1 : Beta.InvCDF(wrong + 1, all - wrong, confidence);

    /// <summary>The most wrong ones of so many under which the bound is still low enough; −1 where even none would be too many.</summary>
    public static int MostWrong(int all, double maxError, double confidence)
    {
        var (possible, tooMany) = (-1, all);
        while (tooMany - possible > 1)
        {
            var middle = possible + (tooMany - possible) / 2;
            if (Upper(middle, all, confidence) <= maxError)
                possible = middle;
            else
                tooMany = middle;
        }

        return possible;
    }
}

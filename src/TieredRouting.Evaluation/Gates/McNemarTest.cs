using MathNet.Numerics.Distributions;

namespace TieredRouting.Evaluation;

/// <summary>
/// McNemar's exact test, one-sided, for the same requests asked twice (Q. McNemar, "Note on the sampling error of the difference between correlated proportions or percentages", Psychometrika 12, 1947;
/// A. Agresti, "Categorical Data Analysis", section 11.1). Only requests that came out differently tell anything: where nothing has changed, each of them is as likely to have got worse as better.
/// </summary>
internal static class McNemarTest
{
    /// <summary>How likely so many of the requests that came out differently got worse, or more, where in truth nothing has changed. 1 where none did.</summary>
    public static double Worse(int worse, int better) => worse == 0 ? 1 : Binomial.CDF(0.5, worse + better, better);
}

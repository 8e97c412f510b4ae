namespace TieredRouting.Evaluation;

/// <summary>
/// Where a share probably lies, from a count (E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American Statistical Association 22, 1927): fit for
/// few requests and for shares near 0 and 1, where a normal interval is not.
/// </summary>
/// <param name="Low">The lower bound.</param>
/// <param name="High">The upper bound.</param>
internal readonly record struct WilsonBounds(double Low, double High)
{
    /// <summary>The bounds of a share; from 0 to 1 where nothing was counted.</summary>
    /// <param name="count">How many.</param>
    /// <param name="all">Of how many.</param>
    public static WilsonBounds Of(int count, int all)
    {
        if (all == 0)
            return new WilsonBounds(0, 1);
        const double Square = ReplayEstimate.Ninety5 * ReplayEstimate.Ninety5;
        var share = (double)count / all;
        var middle = share + (Square / (2 * all));
        var margin = ReplayEstimate.Ninety5 * Math.Sqrt((share * (1 - share) / all) + (Square / (4.0 * all * all)));
        return new WilsonBounds(Math.Max(0, (middle - margin) / (1 + (Square / all))), Math.Min(1, (middle + margin) / (1 + (Square / all))));
    }
}

namespace TieredRouting.Evaluation;

/// <summary>
/// What a share of calls to a large endpoint is worth when the hardest requests are sent there first, as RouteLLM measures it (I. Ong et al., "RouteLLM: Learning to Route LLMs with Preference Data", 2024): at each tenth of
/// the requests, the share of the gap between the two endpoints that is recovered. Immutable.
/// </summary>
/// <param name="Apgr">The average performance gap recovered: the area under the curve. 0.5 is what routing at random comes to on average.</param>
/// <param name="Cpt50">The percentage of calls to the large endpoint that recovers half of the gap, between tenths by a straight line.</param>
/// <param name="Cpt80">The percentage that recovers four fifths of it.</param>
public sealed record RoutingCurve(double Apgr, double Cpt50, double Cpt80)
{
    private const int Steps = 10;

    /// <summary>The curve of scores.</summary>
    /// <param name="scores">How hard each request is held to be.</param>
    /// <param name="gains">What sending it to the large endpoint gains: the large one's success less the small one's.</param>
    /// <returns>The curve, or <see langword="null"/> where there is no gap to recover: the large endpoint is no better.</returns>
    /// <exception cref="ArgumentException">There are not as many gains as scores.</exception>
    public static RoutingCurve? Of(IReadOnlyList<double> scores, IReadOnlyList<double> gains)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(gains);
        if (scores.Count != gains.Count)
            throw new ArgumentException("Each score needs its gain.", nameof(gains));
        var gap = gains.Sum();
        return gap > 0 ? Of(Points(scores, gains, gap)) : null;
    }

    /// <summary>The share of requests that score as high as each tenth's bound or higher, and the share of the gap they recover.</summary>
    private static (double Calls, double Recovered)[] Points(IReadOnlyList<double> scores, IReadOnlyList<double> gains, double gap)
    {
        double[] sorted = [.. scores.Order()];
        var points = new (double Calls, double Recovered)[Steps + 1];
        for (var step = 1; step <= Steps; step++)
        {
            var bound = Quantile(sorted, 1 - (step / (double)Steps));
            var (calls, recovered) = (0, 0.0);
            for (var i = 0; i < scores.Count; i++)
                (calls, recovered) = scores[i] >= bound ? (calls + 1, recovered + gains[i]) : (calls, recovered);
            points[step] = (calls / (double)scores.Count, recovered / gap);
        }

        return points;
    }

    private static RoutingCurve Of((double Calls, double Recovered)[] points)
    {
        var area = 0.0;
        for (var i = 1; i < points.Length; i++)
            area += (points[i].Calls - points[i - 1].Calls) * (points[i].Recovered + points[i - 1].Recovered) / 2;
        return new RoutingCurve(area, CallsFor(points, 0.5), CallsFor(points, 0.8));
    }

    private static double CallsFor((double Calls, double Recovered)[] points, double wanted)
    {
        for (var i = 1; i < points.Length; i++)
        {
            var (before, after) = (points[i - 1], points[i]);
            if (after.Recovered >= wanted)
                return 100 * (before.Calls + ((after.Calls - before.Calls) * (wanted - before.Recovered) / (after.Recovered - before.Recovered)));
        }

        return 100;
    }

    /// <summary>Between two values by a straight line.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}

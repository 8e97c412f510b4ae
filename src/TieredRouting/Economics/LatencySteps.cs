namespace TieredRouting.Economics;

/// <summary>Durations in steps, each half as long again as the one before, from 10 milliseconds to about nine minutes. A quantile read from them is a fifth off at most.</summary>
internal static class LatencySteps
{
    public const int Count = 28;

    private const double Shortest = 10;
    private const double Factor = 1.5;

    /// <summary>The step that a duration falls into.</summary>
    public static int Of(TimeSpan duration)
    {
        var step = 0;
        for (var bound = Shortest; step < Count - 1 && duration.TotalMilliseconds > bound; bound *= Factor)
            step++;
        return step;
    }

    /// <summary>The quantile by nearest rank, as the middle of its step; <see langword="null"/> where nothing was counted.</summary>
    public static TimeSpan? Quantile(ReadOnlySpan<int> counts, double quantile)
    {
        long total = 0;
        foreach (var count in counts)
            total += count;
        if (total == 0)
            return null;
        var (rank, seen) = ((long)Math.Ceiling(quantile * total), 0L);
        for (var step = 0; step < counts.Length; step++)
        {
            seen += counts[step];
            if (seen >= rank)
                return Middle(step);
        }

        return Middle(counts.Length - 1);
    }

    /// <summary>The geometric middle of a step.</summary>
    private static TimeSpan Middle(int step) => TimeSpan.FromMilliseconds(Shortest * Math.Pow(Factor, step - 0.5));
}

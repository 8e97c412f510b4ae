namespace TieredRouting;

/// <summary>How fast a surface is to be answered.</summary>
/// <param name="P50">The time half of the requests stay under.</param>
/// <param name="P95">The time 95 in 100 requests stay under; at least <paramref name="P50"/>.</param>
public sealed record LatencyBudget(TimeSpan P50, TimeSpan P95)
{
    internal const string DefaultSurface = "default";
}

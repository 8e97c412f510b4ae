namespace TieredRouting.Evaluation;

/// <summary>Quantiles of durations, by nearest rank, in milliseconds. Immutable.</summary>
public sealed record LatencyFigures
{
    /// <summary>Half of the requests took no longer.</summary>
    public double P50 { get; init; }

    /// <summary>Of a hundred requests, 95 took no longer.</summary>
    public double P95 { get; init; }
}

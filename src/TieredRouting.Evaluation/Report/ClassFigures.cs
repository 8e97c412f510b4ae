namespace TieredRouting.Evaluation;

/// <summary>The requests of one class. Immutable.</summary>
public sealed record ClassFigures : PartFigures
{
    /// <summary>Their share of all requests, from 0 to 1.</summary>
    public double Share { get; init; }
}

namespace TieredRouting.Evaluation;

/// <summary>What always calling one tier would come to. Immutable.</summary>
public sealed record BaselineFigures
{
    /// <summary>Correct ÷ requests.</summary>
    public double Accuracy { get; init; }

    /// <summary>What the calls cost.</summary>
    public decimal Cost { get; init; }

    /// <summary>Cost ÷ correct, or <see langword="null"/> when nothing succeeded.</summary>
    public decimal? CostPerSuccess { get; init; }
}

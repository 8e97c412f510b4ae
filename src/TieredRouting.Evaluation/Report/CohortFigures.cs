namespace TieredRouting.Evaluation;

/// <summary>One cohort's part. Immutable.</summary>
public sealed record CohortFigures
{
    /// <summary>How many requests it has.</summary>
    public int Requests { get; init; }

    /// <summary>Correct ÷ requests.</summary>
    public double Accuracy { get; init; }

    /// <summary>What was spent on it.</summary>
    public decimal Cost { get; init; }

    /// <summary>Cost ÷ correct, or <see langword="null"/> when nothing succeeded.</summary>
    public decimal? CostPerSuccess { get; init; }

    /// <summary>Escalated ÷ requests.</summary>
    public double EscalationRate { get; init; }
}

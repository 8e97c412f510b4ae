namespace TieredRouting.Evaluation;

/// <summary>One workflow's part. Immutable.</summary>
public sealed record WorkflowFigures
{
    /// <summary>How many requests it has.</summary>
    public int Requests { get; init; }

    /// <summary>What was spent on it.</summary>
    public decimal Cost { get; init; }
}

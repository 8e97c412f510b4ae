namespace TieredRouting.Evaluation;

/// <summary>One tier's part. Immutable.</summary>
public sealed record TierFigures
{
    /// <summary>How many attempts were made on it; the passes of one check are one.</summary>
    public int Attempts { get; init; }

    /// <summary>How many released answers are its own.</summary>
    public int Released { get; init; }

    /// <summary>What its calls cost.</summary>
    public decimal Cost { get; init; }
}

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>What one recorded request came to, and what the strong tier alone would have come to.</summary>
internal sealed record RequestOutcome(bool Correct, bool Released, bool Escalated, double Cost, bool StrongCorrect, double StrongCost)
{
    /// <summary>The request's id, as the recordings have it.</summary>
    public string Id { get; init; } = "";

    /// <summary>Its cohort, where it states one.</summary>
    public string? Cohort { get; init; }

    /// <summary>Whether the cheap tier's answer went out.</summary>
    public bool Accepted => Released && !Escalated;

    public bool SilentlyWrong => Released && !Escalated && !Correct;
}

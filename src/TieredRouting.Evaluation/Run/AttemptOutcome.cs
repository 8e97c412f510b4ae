namespace TieredRouting.Evaluation;

/// <summary>What a report needs of a call.</summary>
/// <param name="Tier">The tier.</param>
/// <param name="Cost">What it cost.</param>
/// <param name="Triggers">What made it unacceptable.</param>
/// <param name="IsPart">Whether it is a part of another attempt, as the second pass of a check: its cost counts, and it counts as no attempt.</param>
internal sealed record AttemptOutcome(string Tier, decimal Cost, IReadOnlyList<Trigger> Triggers, bool IsPart = false)
{
    /// <summary>Whether the cost is estimated, since the call reported no usage.</summary>
    public bool Estimated { get; init; }
}

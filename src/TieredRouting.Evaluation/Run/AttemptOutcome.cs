namespace TieredRouting.Evaluation;

/// <summary>What a report needs of an attempt.</summary>
internal sealed record AttemptOutcome(string Tier, decimal Cost, IReadOnlyList<Trigger> Triggers);

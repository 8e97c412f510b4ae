namespace TieredRouting;

/// <summary>When an escalation waits for a person: where either limit says so. Immutable.</summary>
/// <param name="AboveCost">The most, in the ladder's currency, that an attempt on a higher tier may cost at worst without a person; <see langword="null"/> for no limit.</param>
/// <param name="Tier">The tier from which on a person is asked about each escalation to it; <see langword="null"/> for none.</param>
public sealed record EscalationApproval(decimal? AboveCost = null, string? Tier = null);

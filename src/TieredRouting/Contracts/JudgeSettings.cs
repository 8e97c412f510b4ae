namespace TieredRouting.Contracts;

/// <summary>Who judges the answers of a contract.</summary>
/// <param name="Tier">The tier, or <see langword="null"/> for the ladder's first.</param>
/// <param name="Endpoint">The endpoint, or <see langword="null"/> for the first one of the tier that the request may use.</param>
/// <param name="WhenUnavailable">What counts where it gives no verdict.</param>
/// <param name="MaxOutputTokens">The most it may answer with.</param>
internal sealed record JudgeSettings(string? Tier = null, string? Endpoint = null, JudgeFailure WhenUnavailable = JudgeFailure.Unavailable, int MaxOutputTokens = 1_024);

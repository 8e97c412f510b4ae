namespace TieredRouting.Contracts;

/// <summary>Which model chooses contracts.</summary>
/// <param name="Tier">The tier, or <see langword="null"/> for the cheapest that may be used.</param>
/// <param name="Endpoint">The endpoint, or <see langword="null"/> for the first that may be used.</param>
internal sealed record ClassifierOptions(string? Tier = null, string? Endpoint = null);

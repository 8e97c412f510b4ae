namespace TieredRouting;

/// <summary>The prompt a contract brings, the same on every tier.</summary>
/// <param name="Id">What the prompt is called in records.</param>
/// <param name="Version">Its version.</param>
/// <param name="Instructions">Instructions put before the caller's own, or <see langword="null"/>.</param>
/// <param name="Narrow">Instructions that replace <paramref name="Instructions"/> after a narrowing switch, or <see langword="null"/>.</param>
public sealed record ContractPrompt(string? Id = null, string? Version = null, string? Instructions = null, string? Narrow = null);

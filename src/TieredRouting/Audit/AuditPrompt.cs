namespace TieredRouting;

/// <summary>The prompt that a recorded call was made with.</summary>
/// <param name="Id">What it is called.</param>
/// <param name="Version">Its version.</param>
/// <param name="Candidate">The candidate that was tried in its place, where there was one.</param>
public sealed record AuditPrompt(string? Id, string? Version, string? Candidate);

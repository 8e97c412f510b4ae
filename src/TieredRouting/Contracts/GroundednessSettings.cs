namespace TieredRouting.Contracts;

/// <summary>How closely an answer must keep to its sources.</summary>
/// <param name="MinimumOverlap">The least share of a sentence's words that the sources must have, from 0 to 1.</param>
internal sealed record GroundednessSettings(double MinimumOverlap = 0.3);

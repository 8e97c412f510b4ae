namespace TieredRouting;

/// <summary>What evals, calibration and promotion hold a contract to.</summary>
/// <param name="MinimumScore">The least acceptable score, from 0 to 1.</param>
/// <param name="Rubric">What a judge is told to look for, or <see langword="null"/>.</param>
public sealed record QualityBar(double MinimumScore, string? Rubric = null);

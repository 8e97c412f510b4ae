namespace TieredRouting.Evaluation;

/// <summary>Where an estimate probably lies.</summary>
/// <param name="Low">No less than this.</param>
/// <param name="High">No more than this.</param>
public sealed record EstimateInterval(decimal Low, decimal High);

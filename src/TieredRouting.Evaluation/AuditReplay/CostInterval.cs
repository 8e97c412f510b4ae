namespace TieredRouting.Evaluation;

/// <summary>Where a cost probably lies.</summary>
/// <param name="Low">No less than this.</param>
/// <param name="High">No more than this.</param>
public sealed record CostInterval(decimal Low, decimal High);

namespace TieredRouting.Evaluation;

/// <summary>How many requests need a gate under a candidate that they did not need, and the other way round, by gate.</summary>
/// <param name="Added">How many need it newly.</param>
/// <param name="Removed">How many need it no longer.</param>
public sealed record ReplayGates(IReadOnlyDictionary<string, int> Added, IReadOnlyDictionary<string, int> Removed);

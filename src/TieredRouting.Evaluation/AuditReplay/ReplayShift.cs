namespace TieredRouting.Evaluation;

/// <summary>How many requests gain something under a candidate, and how many lose it.</summary>
/// <param name="Added">How many gain it.</param>
/// <param name="Removed">How many lose it.</param>
public sealed record ReplayShift(int Added, int Removed);

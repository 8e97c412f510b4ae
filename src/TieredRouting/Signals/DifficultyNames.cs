namespace TieredRouting.Signals;

/// <summary>What a difficulty model was trained with: the endpoints it compares, and how many recordings taught it.</summary>
internal sealed record DifficultyNames(string Small, string Large, int Recordings);

using System.Text.Json.Serialization;

namespace TieredRouting.Signals;

/// <summary>A difficulty model as its file holds it.</summary>
internal sealed record DifficultyDocument
{
    public const string Kind = "tiered-routing/difficulty";

    public const int CurrentVersion = 1;

    public required string Format { get; init; }

    public required int Version { get; init; }

    public required string Small { get; init; }

    public required string Large { get; init; }

    /// <summary>How many recordings taught it.</summary>
    public required int Recordings { get; init; }

    public required DifficultyScale Probability { get; init; }

    /// <summary>The counted features that it knows, by their names.</summary>
    public required IReadOnlyDictionary<string, FeatureWeight> Features { get; init; }

    /// <summary>The hashed words and letters, or <see langword="null"/> where they taught nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DifficultyWordWeights? Words { get; init; }
}

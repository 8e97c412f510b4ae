using System.Text.Json;
using System.Text.Json.Serialization;

namespace TieredRouting.Evaluation;

/// <summary>What the caller states about a request.</summary>
internal sealed record FactsLine
{
    public string? UserTier { get; init; }

    public long? Recipients { get; init; }

    public long? Records { get; init; }

    public decimal? Amount { get; init; }

    public double? RetrievalConfidence { get; init; }

    public string? Cohort { get; init; }

    public string? Surface { get; init; }

    public string? Workflow { get; init; }

    public string? Step { get; init; }

    public string? Market { get; init; }

    /// <summary>What stands there and is no fact.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

using System.Text.Json.Serialization;

namespace TieredRouting.Cli;

/// <summary>How summaries are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(TrainSummary))]
[JsonSerializable(typeof(ScoreSummary))]
internal sealed partial class DifficultySummaryContext : JsonSerializerContext;

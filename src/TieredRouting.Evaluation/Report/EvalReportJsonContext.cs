using System.Text.Json.Serialization;

namespace TieredRouting.Evaluation;

/// <summary>How a report is written and read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(EvalReport))]
internal sealed partial class EvalReportJsonContext : JsonSerializerContext;

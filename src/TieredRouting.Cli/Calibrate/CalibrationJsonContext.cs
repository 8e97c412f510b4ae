using System.Text.Json.Serialization;

namespace TieredRouting.Cli;

/// <summary>How certificates are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CalibrationDocument))]
[JsonSerializable(typeof(CertifiedThreshold))]
internal sealed partial class CalibrationJsonContext : JsonSerializerContext;

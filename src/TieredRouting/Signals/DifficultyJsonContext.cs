using System.Text.Json.Serialization;

namespace TieredRouting.Signals;

/// <summary>How the file of a difficulty model is written and read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowDuplicateProperties = false,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    WriteIndented = true)]
[JsonSerializable(typeof(DifficultyDocument))]
internal sealed partial class DifficultyJsonContext : JsonSerializerContext;

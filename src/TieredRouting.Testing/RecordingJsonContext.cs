using System.Text.Json.Serialization;

namespace TieredRouting.Testing;

/// <summary>How recordings are read: what the format does not know is ignored, what it needs must be there.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Recording))]
internal sealed partial class RecordingJsonContext : JsonSerializerContext;

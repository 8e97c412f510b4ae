using System.Text.Json.Serialization;

namespace TieredRouting.Evaluation;

/// <summary>How lines of requests are read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(RequestLine))]
internal sealed partial class RequestJsonContext : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace TieredRouting;

/// <summary>How a route is written when an answer is stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(RouteResult))]
internal sealed partial class RouteJsonContext : JsonSerializerContext;

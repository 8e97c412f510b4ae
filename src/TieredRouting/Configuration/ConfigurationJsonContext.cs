using System.Text.Json.Serialization;

namespace TieredRouting.Configuration;

/// <summary>How declared data is written when it is hashed.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TieredRoutingOptions))]
[JsonSerializable(typeof(ContractOptions))]
internal sealed partial class ConfigurationJsonContext : JsonSerializerContext;

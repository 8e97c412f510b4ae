using System.Text.Json.Serialization;

namespace TieredRouting.Approvals;

/// <summary>How an item of work is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredItem))]
internal sealed partial class ApprovalJsonContext : JsonSerializerContext;

using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace TieredRouting.Approvals;

/// <summary>How an item of work is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(HostConverter<ChatMessage>), typeof(HostConverter<ChatResponse>)])]
[JsonSerializable(typeof(StoredItem))]
internal sealed partial class ApprovalJsonContext : JsonSerializerContext;

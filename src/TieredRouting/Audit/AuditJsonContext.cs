using System.Text.Json.Serialization;

namespace TieredRouting;

/// <summary>
/// The audit's lines as JSON, for whoever reads or writes them without reflection: version 1, that of <see cref="AuditRecord.Version"/>. Properties it does not know
/// are passed over, as later minor versions may add some.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(AuditEntry))]
public sealed partial class AuditJsonContext : JsonSerializerContext;

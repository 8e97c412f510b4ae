using System.Text.Json;
using System.Text.Json.Serialization;

namespace TieredRouting.Contracts;

/// <summary>Writes a choice as a camelCase word and reads it in any case.</summary>
internal sealed class CamelCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;

using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>What a gate says of an answer.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<GateVerdict>))]
public enum GateVerdict
{
    /// <summary>The answer may go out.</summary>
    Passed,

    /// <summary>The answer may not go out.</summary>
    Failed,

    /// <summary>The gate could not tell. The answer may not go out.</summary>
    Unavailable,
}

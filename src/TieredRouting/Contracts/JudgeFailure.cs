using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>What a judge counts as that gave no verdict. Either way the answer is not let through; records and triggers' counts tell them apart.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<JudgeFailure>))]
public enum JudgeFailure
{
    /// <summary>The gate could not tell.</summary>
    Unavailable,

    /// <summary>The answer failed.</summary>
    Failed,
}

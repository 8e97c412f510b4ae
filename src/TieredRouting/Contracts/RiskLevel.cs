using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>How much harm a wrong answer can do in one dimension.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<RiskLevel>))]
public enum RiskLevel
{
    /// <summary>Little: no requirement.</summary>
    Low,

    /// <summary>Some: the class is at least T1.</summary>
    Medium,

    /// <summary>Much: the class is T2, and a person decides about the effect.</summary>
    High,
}

using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>How sure a model is of its answer.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ConfidenceLevel>))]
public enum ConfidenceLevel
{
    /// <summary>Unsure: it may well be wrong.</summary>
    Low,

    /// <summary>Fairly sure.</summary>
    Medium,

    /// <summary>Sure.</summary>
    High,
}

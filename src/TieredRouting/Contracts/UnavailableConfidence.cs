using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>What an answer counts as when nothing can be told about its confidence.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<UnavailableConfidence>))]
public enum UnavailableConfidence
{
    /// <summary>As one of low confidence: <see cref="Trigger.LowConfidence"/>. The default.</summary>
    Escalate,

    /// <summary>As one of enough confidence.</summary>
    Accept,
}

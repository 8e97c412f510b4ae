using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>What kind of work a request is.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<WorkClass>))]
public enum WorkClass
{
    /// <summary>Commodity work: no requirement.</summary>
    [JsonStringEnumMemberName("T0")]
    T0,

    /// <summary>Judgement work: no floor of its own.</summary>
    [JsonStringEnumMemberName("T1")]
    T1,

    /// <summary>Risk work: at least the middle tier, and a person decides about the effect, whatever the model.</summary>
    [JsonStringEnumMemberName("T2")]
    T2,
}

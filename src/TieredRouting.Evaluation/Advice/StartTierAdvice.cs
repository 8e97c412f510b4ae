using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting.Evaluation;

/// <summary>What to do with the tier on which a cohort's requests start.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<StartTierAdvice>))]
public enum StartTierAdvice
{
    /// <summary>Leave it: nothing is surely better, or too little is known.</summary>
    Keep,

    /// <summary>Start lower: a cheaper tier surely keeps the quality bar.</summary>
    Lower,

    /// <summary>Start higher: the quality bar is surely missed, or a higher tier is surely cheaper for each success.</summary>
    Raise,
}

using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>What came of a piece of feedback.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<FeedbackResult>))]
public enum FeedbackResult
{
    /// <summary>It is on record, with contract, tier and cohort.</summary>
    Recorded,

    /// <summary>It is on record by the route's id alone: the route is too old, or another process's.</summary>
    RouteUnknown,

    /// <summary>A sink that must succeed did not write it down. Say it again.</summary>
    NotOnRecord,
}

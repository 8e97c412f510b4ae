using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>What to do about a trigger.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<FallbackActionKind>))]
public enum FallbackActionKind
{
    /// <summary>Go on with a higher tier.</summary>
    Escalate,

    /// <summary>Go on with a named tier, never below the floor.</summary>
    SwitchTo,

    /// <summary>Hand the request to a person.</summary>
    HumanReview,

    /// <summary>Answer nothing.</summary>
    FailClosed,
}

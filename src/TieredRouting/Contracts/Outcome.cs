using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>How a client call ended.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Outcome>))]
public enum Outcome
{
    /// <summary>The answer went to the caller.</summary>
    Released,

    /// <summary>A draft waits for a person.</summary>
    HeldForApproval,

    /// <summary>The request waits for a person; no answer was drafted or accepted.</summary>
    HumanReview,

    /// <summary>The contract allowed no answer to be released.</summary>
    FailedClosed,

    /// <summary>An error that no other attempt could mend.</summary>
    Failed,

    /// <summary>The caller cancelled, or stopped reading a stream before its end.</summary>
    Cancelled,
}

using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>What becomes of a draft that nobody decided about in time.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ExpiryAction>))]
public enum ExpiryAction
{
    /// <summary>It expires, and nothing goes out; the default.</summary>
    Reject,

    /// <summary>It becomes a review without a time limit: a person writes the answer, or rejects it.</summary>
    HumanReview,
}

using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>Where work that a person decides about stands. It goes from <see cref="Held"/> to one of the decisions, and from an approval to <see cref="Released"/>; never back.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ApprovalState>))]
public enum ApprovalState
{
    /// <summary>Nobody has decided.</summary>
    Held,

    /// <summary>The draft may go out as it is, and has not yet.</summary>
    Approved,

    /// <summary>A person's own text may go out, and has not yet.</summary>
    Edited,

    /// <summary>Nothing goes out.</summary>
    Rejected,

    /// <summary>Nobody decided in time, and nothing goes out.</summary>
    Expired,

    /// <summary>The answer was handed over, once.</summary>
    Released,
}

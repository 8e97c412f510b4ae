using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>What a person is asked.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ApprovalKind>))]
public enum ApprovalKind
{
    /// <summary>Whether a draft may go out.</summary>
    Draft,

    /// <summary>What to answer: no draft was accepted.</summary>
    Review,

    /// <summary>Whether a request may go up to a tier that costs more; see <see cref="ApprovalRequest.Escalation"/>.</summary>
    Escalation,
}

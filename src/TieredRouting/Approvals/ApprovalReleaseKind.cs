using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>What came of asking for the answer.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ApprovalReleaseKind>))]
public enum ApprovalReleaseKind
{
    /// <summary>Here it is, and to nobody else: of all that ask, in whatever process, one gets this.</summary>
    Released,

    /// <summary>Here it is once more: it was released before. What sends it out must not send it again.</summary>
    ReleasedBefore,

    /// <summary>Nobody has decided.</summary>
    Waiting,

    /// <summary>A person said no.</summary>
    Rejected,

    /// <summary>Nobody decided in time.</summary>
    Expired,

    /// <summary>There is no work of that id.</summary>
    Unknown,

    /// <summary>What the store holds is not what was put there, or not what was decided about.</summary>
    Tampered,

    /// <summary>It is decided, and a sink that must succeed did not write it down. Ask again.</summary>
    NotOnRecord,

    /// <summary>A person let the request go up: there is no answer yet. Send the same request again with <see cref="ChatOptionsRoutingExtensions.WithApprovedEscalation"/>.</summary>
    EscalationApproved,
}

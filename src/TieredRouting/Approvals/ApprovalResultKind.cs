using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>What came of a person's act.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ApprovalResultKind>))]
public enum ApprovalResultKind
{
    /// <summary>It is decided, by this act and no other, and on record.</summary>
    Decided,

    /// <summary>It is noted; a second person has to approve the same text.</summary>
    AwaitsSecond,

    /// <summary>There is no work of that id.</summary>
    Unknown,

    /// <summary>Somebody else was first.</summary>
    AlreadyDecided,

    /// <summary>The time to decide is over.</summary>
    Expired,

    /// <summary>This person may not: the requester, or the same person twice.</summary>
    NotAllowed,

    /// <summary>The contract wants a reason for a rejection.</summary>
    ReasonRequired,

    /// <summary>There is no draft to approve: a review needs an answer.</summary>
    AnswerRequired,

    /// <summary>What the store holds is not what was put there, so nobody can decide about it.</summary>
    Tampered,

    /// <summary>It is decided, and a sink that must succeed did not write it down: nothing is released before one does.</summary>
    NotOnRecord,
}

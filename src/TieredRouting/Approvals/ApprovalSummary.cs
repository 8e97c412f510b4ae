namespace TieredRouting;

/// <summary>One line of a list of work: all but what it is about. Immutable.</summary>
/// <param name="Id">The id under which it is found.</param>
/// <param name="Contract">The contract.</param>
/// <param name="Kind">What the person is asked.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why a person is asked, in words.</param>
/// <param name="CreatedAt">When it was held.</param>
/// <param name="ExpiresAt">When nobody can decide any more, or <see langword="null"/>.</param>
public sealed record ApprovalSummary(string Id, string Contract, ApprovalKind Kind, ApprovalState State, string Reason, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt)
{
    internal static ApprovalSummary Of(ApprovalItem item) =>
        new(item.Request.Id, item.Request.Contract, item.Request.Kind, item.State, item.Request.Reason, item.Request.CreatedAt, item.Request.ExpiresAt);
}

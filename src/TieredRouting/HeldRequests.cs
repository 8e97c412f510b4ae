using Microsoft.Extensions.AI;
using TieredRouting.Audit;
using TieredRouting.Fallback;

namespace TieredRouting;

/// <summary>Makes of a run what a person needs to decide about it.</summary>
internal static class HeldRequests
{
    /// <summary>What the person is asked.</summary>
    public static ApprovalKind KindOf(RouteEnding ending) =>
        ending.Asks is not null ? ApprovalKind.Escalation
        : ending.Outcome == Outcome.HeldForApproval ? ApprovalKind.Draft
        : ApprovalKind.Review;

    public static ApprovalRequest Of(RouteRun run, RouteEnding ending, DateTimeOffset now, Func<byte[], string> hash) => new()
    {
        Id = run.CallId,
        RouteId = run.State.Id,
        Contract = run.Contract.Name,
        Kind = KindOf(ending),
        Reason = ending.Failure?.Reason ?? string.Join("; ", run.Decision.Reasons.Where(reason => reason.Rule != "start")),
        CreatedAt = now,
        Messages = run.Contract.Approvals.Content == HeldContent.Redacted ? Redacted(run.Messages) : run.Messages,
        Draft = ending.Response,
        Escalation = ending.Asks is { } asks ? asks with { Request = RequestBinding.Of(run.Request, hash) } : null,
        Terms = run.Contract.Approvals,
        ExpiresAt = now + run.Contract.Approvals.ExpiresAfter,
        Requester = run.Request.Facts.User,
        Tier = run.Attempts.Count > 0 ? run.Attempts[^1].Tier : null,
        Cohort = run.Request.Facts.Cohort,
    };

    /// <summary>The texts alone: what else a message holds is not looked at by a detector.</summary>
    private static ChatMessage[] Redacted(IReadOnlyList<ChatMessage> messages) =>
        [.. messages.Select(message => new ChatMessage(message.Role, ContentCapture.Redacted(message.Text)))];
}

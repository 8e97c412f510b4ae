using TieredRouting.Validation;

namespace TieredRouting.Approvals;

/// <summary>Every step an item can take, as functions of the item alone.</summary>
internal static class ApprovalTransitions
{
    /// <summary>What becomes of an item by a person's act; the same item where that is refused.</summary>
    public static (ApprovalResultKind Kind, ApprovalItem Item) Apply(ApprovalItem item, ApprovalAct act)
    {
        if (Refusal(item, act) is { } refusal)
            return (refusal, item);
        if (act.To == ApprovalState.Edited)
            item = Edited(item, act);
        return act.To != ApprovalState.Rejected && item.Request.Terms.FourEyes && item.FirstApprover is null
            ? (ApprovalResultKind.AwaitsSecond, item with { FirstApprover = act.By })
            : (ApprovalResultKind.Decided, Decided(item, act));
    }

    /// <summary>What becomes of an item that nobody decided about in time; <see langword="null"/> while there is time.</summary>
    public static ApprovalItem? Expire(ApprovalItem item, DateTimeOffset now)
    {
        if (item.State != ApprovalState.Held || item.Request.ExpiresAt is not { } end || now < end)
            return null;
        var expired = item with
        {
            Decision = new ApprovalDecision { State = ApprovalState.Expired, At = now },
            IsRecorded = false,
            Answer = null,
            FirstApprover = null,
            EditDistance = null,
        };
        return item.Request is { Kind: not ApprovalKind.Review, Terms.OnExpiry: ExpiryAction.HumanReview }
            ? expired with { Request = item.Request with { Kind = ApprovalKind.Review, ExpiresAt = null } }
            : expired with { State = ApprovalState.Expired };
    }

    /// <summary>The item once its answer is handed over; <see langword="null"/> where there is none to hand over, or it is not on record that it may be.</summary>
    public static ApprovalItem? Release(ApprovalItem item, DateTimeOffset now) =>
        item is { State: ApprovalState.Approved or ApprovalState.Edited, IsRecorded: true } && !IsEscalationApproved(item)
            ? Released(item, now)
            : null;

    /// <summary>The item once an approved escalation is made; <see langword="null"/> where none is approved, or it is not on record that it is.</summary>
    public static ApprovalItem? Escalate(ApprovalItem item, DateTimeOffset now) =>
        item.IsRecorded && IsEscalationApproved(item) ? Released(item, now) : null;

    /// <summary>Whether a person let the request go up, in place of an answer of the person's own.</summary>
    public static bool IsEscalationApproved(ApprovalItem item) => item is { State: ApprovalState.Approved, Request.Kind: ApprovalKind.Escalation };

    private static ApprovalItem Released(ApprovalItem item, DateTimeOffset now) =>
        item with { State = ApprovalState.Released, ReleasedAt = now < item.Decision!.At ? item.Decision.At : now };

    private static ApprovalResultKind? Refusal(ApprovalItem item, ApprovalAct act)
    {
        var (request, terms) = (item.Request, item.Request.Terms);
        if (item.State != ApprovalState.Held)
            return item.State == ApprovalState.Expired ? ApprovalResultKind.Expired : ApprovalResultKind.AlreadyDecided;
        if (act.To == ApprovalState.Rejected)
            return terms.ReasonOnReject && string.IsNullOrWhiteSpace(act.Reason) ? ApprovalResultKind.ReasonRequired : null;
        if (terms.RequesterMayNotApprove && (request.Requester is null || request.Requester == act.By))
            return ApprovalResultKind.NotAllowed;
        if (act.To == ApprovalState.Edited)
            return null;
        if (item.FirstApprover == act.By)
            return ApprovalResultKind.NotAllowed;
        return item.Outgoing is null && request.Kind != ApprovalKind.Escalation ? ApprovalResultKind.AnswerRequired : null;
    }

    /// <summary>Who approved the text before has not approved this one.</summary>
    private static ApprovalItem Edited(ApprovalItem item, ApprovalAct act) => item with
    {
        Answer = act.AnswerFor(item.Request),
        FirstApprover = null,
        EditDistance = item.Request.Draft is { } draft ? WordDistance.Between(draft.Text, act.Text!) : null,
    };

    private static ApprovalItem Decided(ApprovalItem item, ApprovalAct act)
    {
        var state = act.To == ApprovalState.Approved && item.Answer is not null ? ApprovalState.Edited : act.To;
        return item with
        {
            State = state,
            IsRecorded = false,
            FirstApprover = null,
            Decision = new ApprovalDecision
            {
                State = state,
                At = act.At < item.Request.CreatedAt ? item.Request.CreatedAt : act.At,
                By = act.By,
                First = act.To == ApprovalState.Rejected ? null : item.FirstApprover,
                Reason = act.Reason,
                EditDistance = state == ApprovalState.Edited ? item.EditDistance : null,
            },
        };
    }
}

namespace TieredRouting;

/// <summary>What came of a person's act. Immutable.</summary>
/// <param name="Kind">What.</param>
/// <param name="Item">The work as it stands now; <see langword="null"/> where it is unknown.</param>
public sealed record ApprovalResult(ApprovalResultKind Kind, ApprovalItem? Item)
{
    /// <summary>Whether the act was taken: it decided, or is the first of two.</summary>
    public bool IsTaken => Kind is ApprovalResultKind.Decided or ApprovalResultKind.AwaitsSecond;

    /// <summary>What came of it, as one sentence that holds no text of the work.</summary>
    /// <returns>The sentence.</returns>
    public override string ToString() => Kind switch
    {
        ApprovalResultKind.Decided => $"It is {StateWord}.",
        ApprovalResultKind.AwaitsSecond => "It is noted, and a second person has to approve it.",
        ApprovalResultKind.Unknown => "Nothing of that id waits for a person.",
        ApprovalResultKind.AlreadyDecided => $"It was decided already: it is {StateWord}.",
        ApprovalResultKind.Expired => "The time to decide about it is over.",
        ApprovalResultKind.NotAllowed => Item?.Request.Requester is null && Item?.Request.Terms.RequesterMayNotApprove == true
            ? "It is not known who asked for it, so nobody can be told apart from them."
            : "This person may not approve it: another than the requester has to, and under four-eyes two different people.",
        ApprovalResultKind.ReasonRequired => "A rejection of this contract needs a reason.",
        ApprovalResultKind.AnswerRequired => "There is no draft to approve: it needs an answer.",
        ApprovalResultKind.Tampered => "What the store holds is not what was put there: it is released to nobody.",
        _ => "It is decided, and not on record: a sink that must succeed failed, and nothing is released before one writes it.",
    };

    private string StateWord => Item!.State.ToString().ToLowerInvariant();
}

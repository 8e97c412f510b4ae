namespace TieredRouting.Fallback;

/// <summary>A person's approval that a request brings along. It is used by the attempt that needs it, once.</summary>
/// <param name="approvalId">The approval.</param>
/// <param name="asked">What was approved.</param>
/// <param name="use">Uses the approval, and says why that was not possible, or <see langword="null"/>.</param>
internal sealed class EscalationGrant(string approvalId, HeldEscalation asked, Func<ValueTask<string?>> use)
{
    private bool _isUsed;

    public string ApprovalId { get; } = approvalId;

    public HeldEscalation Asked { get; } = asked;

    /// <summary>Whether an attempt is what was approved, or less, together with what was spent under the approval before.</summary>
    public bool Covers(HeldEscalation ask, decimal spent, TierLadder ladder) =>
        ladder.TryGet(Asked.To, out var allowed) && ladder.TryGet(ask.To, out var tier) && tier.Index <= allowed.Index && spent + ask.ExpectedCost <= Asked.ExpectedCost;

    /// <summary>Uses it. Further attempts of the same client call that it covers need no other.</summary>
    /// <returns>Why it cannot be used, or <see langword="null"/>.</returns>
    public async ValueTask<string?> UseAsync()
    {
        if (_isUsed)
            return null;
        var refusal = await use();
        _isUsed = refusal is null;
        return refusal;
    }
}

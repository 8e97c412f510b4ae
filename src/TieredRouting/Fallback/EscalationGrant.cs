namespace TieredRouting.Fallback;

/// <summary>A person's approval that a request brings along. It is used by the attempt that needs it, once.</summary>
/// <param name="approvalId">The approval.</param>
/// <param name="asked">What was approved.</param>
/// <param name="use">Uses the approval, and says why that was not possible, or <see langword="null"/>.</param>
internal sealed class EscalationGrant(string approvalId, EscalationAsk asked, Func<ValueTask<string?>> use)
{
    private bool _isUsed;

    public string ApprovalId { get; } = approvalId;

    public EscalationAsk Asked { get; } = asked;

    /// <summary>Whether an attempt is what was approved, or less.</summary>
    public bool Covers(EscalationAsk ask, TierLadder ladder) =>
        ladder.TryGet(Asked.To, out var allowed) && ladder.TryGet(ask.To, out var tier) && tier.Index <= allowed.Index && ask.Cost <= Asked.Cost;

    /// <summary>Uses it. Further attempts of the same client call need no other.</summary>
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

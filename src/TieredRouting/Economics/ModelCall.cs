using Microsoft.Extensions.AI;

namespace TieredRouting.Economics;

/// <summary>One model call to make.</summary>
/// <param name="Kind">What for.</param>
/// <param name="Contract">The contract it is made under.</param>
/// <param name="Lane">The lane it is made in.</param>
/// <param name="Endpoint">Where to.</param>
/// <param name="Messages">What to send.</param>
/// <param name="Options">How to send it; nothing of ours is in it.</param>
/// <param name="PromptTokens">What the prompt comes to, unmeasured parts at their worst.</param>
/// <param name="OutputTokens">The most the answer may come to.</param>
/// <param name="Budget">What pays for it.</param>
internal sealed record ModelCall(
    CallKind Kind,
    Contract Contract,
    Lane Lane,
    TierEndpoint Endpoint,
    IReadOnlyList<ChatMessage> Messages,
    ChatOptions Options,
    long PromptTokens,
    int OutputTokens,
    RouteBudget Budget)
{
    /// <summary>Restores the answer, where the contract redacts; then <see cref="Messages"/> and <see cref="Options"/> are redacted.</summary>
    public IRestoring? Restoring { get; init; }

    /// <summary>Whether it is made for a request that needs judgement, for which a share of the limits is kept.</summary>
    public bool NeedsJudgement { get; init; }

    /// <summary>What it may come to at worst, in tokens.</summary>
    public long Tokens => PromptTokens + OutputTokens;

    /// <summary>What the call may cost at worst.</summary>
    public decimal WorstCase { get; } = Endpoint.CostOf(new TokenUsage(PromptTokens, 0, OutputTokens, 0));
}

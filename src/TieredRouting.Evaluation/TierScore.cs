namespace TieredRouting.Evaluation;

/// <summary>What a prompt is worth on one tier alone. Immutable.</summary>
/// <param name="Prompt">The prompt, as <c>id/version</c>; the contract's name where its prompt has no id.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Requests">How many requests were asked.</param>
/// <param name="Valid">The share of them with an answer that keeps its contract, from 0 to 1; held drafts count.</param>
/// <param name="Accuracy">The share with a right one.</param>
/// <param name="Bar">What both must reach: the contract's <c>quality.minimumScore</c>, 0.9 where none is stated; the highest, where contracts share the prompt.</param>
public sealed record TierScore(string Prompt, string Tier, int Requests, double Valid, double Accuracy, double Bar)
{
    /// <summary>Whether the prompt holds on this tier: both shares reach the bar.</summary>
    public bool Holds => Valid >= Bar && Accuracy >= Bar;
}

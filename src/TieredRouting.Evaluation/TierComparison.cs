namespace TieredRouting.Evaluation;

/// <summary>The same requests on every tier alone. Immutable.</summary>
/// <param name="Scores">Each prompt's worth on each tier, by prompt and then in the ladder's order.</param>
/// <param name="Notes">Tiers that are left out, and why.</param>
public sealed record TierComparison(IReadOnlyList<TierScore> Scores, IReadOnlyList<string> Notes)
{
    /// <summary>The prompts that hold on one tier only, though more than one was asked: they are tuned to a model.</summary>
    public IReadOnlyList<TierScore> OnOneTierOnly =>
    [
        .. from score in Scores
           group score by score.Prompt into prompt
           where prompt.Count() > 1 && prompt.Count(score => score.Holds) == 1
           select prompt.Single(score => score.Holds),
    ];
}

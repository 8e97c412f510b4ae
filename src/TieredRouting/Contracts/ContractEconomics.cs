namespace TieredRouting;

/// <summary>What errors cost a contract, in the ladder's currency. Immutable.</summary>
/// <param name="UserVisibleFailure">What it costs when a user sees a request go wrong: no answer, or a wrong one; zero or more, 0 by default.</param>
/// <param name="HumanReview">What it costs when a person looks at a draft or a request; zero or more, 0 by default.</param>
/// <param name="Rollback">What it costs to take an effect back, beside what the failure itself costs; zero or more, 0 by default.</param>
/// <param name="DelayPerSecond">What a second costs that the caller waits; zero or more, 0 by default.</param>
public sealed record ContractEconomics(decimal UserVisibleFailure = 0, decimal HumanReview = 0, decimal Rollback = 0, decimal DelayPerSecond = 0)
{
    internal const decimal Highest = 1_000_000_000m;

    /// <summary>Whether nothing but the calls themselves costs anything.</summary>
    internal bool IsFree => this is { UserVisibleFailure: 0, HumanReview: 0, Rollback: 0, DelayPerSecond: 0 };
}

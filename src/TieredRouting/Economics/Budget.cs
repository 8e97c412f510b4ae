namespace TieredRouting;

/// <summary>
/// Money that requests share over a window of time. What a call may cost at worst is set aside before it is made, in every budget that applies or in none, and replaced by the true
/// cost after, so that calls side by side never slip past it together. Kept by this process alone. Immutable.
/// </summary>
/// <param name="Name">What it is called, unique among budgets.</param>
/// <param name="Amount">The money, in the ladder's currency; zero or more.</param>
public sealed record Budget(string Name, decimal Amount)
{
    /// <summary>Whose requests share it; <see cref="BudgetScope.All"/> by default. A request that does not state the fact shares one with its like.</summary>
    public BudgetScope Per { get; init; }

    /// <summary>The only contract, cohort, user tier or workflow it is for, in any case; <see langword="null"/> (the default) for each of them.</summary>
    public string? Is { get; init; }

    /// <summary>The time over which it is kept; <see cref="BudgetWindow.Hour"/> by default.</summary>
    public BudgetWindow Window { get; init; }

    /// <summary>The share of the amount from which on its being spent is logged, once a window; <see langword="null"/> (the default) for never. Money that is only set aside does not count.</summary>
    public double? WarnAt { get; init; }

    /// <summary>
    /// The share of the amount from which on requests start at the cheapest tier that their floor allows; <see langword="null"/> (the default) for never. Money that is only set aside does not count.
    /// </summary>
    public double? DegradeAt { get; init; }

    /// <summary>The share of the amount beyond which no call is made; 1 by default. Money that is set aside counts.</summary>
    public double RejectAt { get; init; } = 1.0;
}

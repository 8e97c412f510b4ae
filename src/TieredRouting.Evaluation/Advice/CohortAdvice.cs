namespace TieredRouting.Evaluation;

/// <summary>What to do with the start tier of one cohort, and why. Immutable.</summary>
public sealed record CohortAdvice
{
    private static readonly Dictionary<string, TierRecord> NoTiers = [];

    /// <summary>The contract.</summary>
    public required string Contract { get; init; }

    /// <summary>The cohort; <see langword="null"/> for the requests that state none.</summary>
    public string? Cohort { get; init; }

    /// <summary>What to do.</summary>
    public required StartTierAdvice Advice { get; init; }

    /// <summary>The tier that the configuration starts the contract's requests on.</summary>
    public required string From { get; init; }

    /// <summary>The tier to start them on instead; <see langword="null"/> to keep it.</summary>
    public string? To { get; init; }

    /// <summary>Why, for people.</summary>
    public required string Because { get; init; }

    /// <summary>The share of requests that must succeed: the contract's <c>quality.minimumScore</c>, 0.9 where it states none.</summary>
    public double Bar { get; init; }

    /// <summary>How many requests of the cohort a start tier decides about.</summary>
    public int Requests { get; init; }

    /// <summary>What the requests that started on <see cref="From"/> would have cost less on <see cref="To"/>; below zero where they would have cost more; <see langword="null"/> where nothing is known of it.</summary>
    public decimal? Saved { get; init; }

    /// <summary>How many more of them would have succeeded there; below zero for fewer; <see langword="null"/> where nothing is known of it.</summary>
    public double? MoreSuccesses { get; init; }

    /// <summary>What is known of each tier, in the ladder's order.</summary>
    public IReadOnlyDictionary<string, TierRecord> Tiers { get; init; } = NoTiers;

    /// <summary>How easy the cohort is: how many surely succeed on the lowest tier that enough of them started on.</summary>
    internal double Ease => Tiers.Values.FirstOrDefault(tier => tier.IsEnough)?.Low ?? -1;
}

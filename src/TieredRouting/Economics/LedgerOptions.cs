namespace TieredRouting;

/// <summary>How much a ledger keeps. Immutable.</summary>
public sealed record LedgerOptions
{
    /// <summary>The cohorts that are kept apart unless said otherwise: 10,000.</summary>
    public const int DefaultMaxCohorts = 10_000;

    /// <summary>
    /// How far back it looks; 30 days by default, <see langword="null"/> for everything. It slides in <see cref="Steps"/>: what it gives never looks back less than this, and at most one step more.
    /// </summary>
    public TimeSpan? Window { get; init; } = TimeSpan.FromDays(30);

    /// <summary>In how many steps the window slides, and so how finely a shorter one can be asked for; 3 by default. Memory grows with it. It says nothing where there is no window.</summary>
    public int Steps { get; init; } = 3;

    /// <summary>How many cohorts are kept apart, over all contracts; 10,000 by default. Those beyond share one that is called <c>other</c>, one for each contract.</summary>
    public int MaxCohorts { get; init; } = DefaultMaxCohorts;

    /// <summary>What is out of its range, or <see langword="null"/>.</summary>
    internal string? Flaw() =>
        Window is { } window && (window < TimeSpan.FromMinutes(1) || window > TimeSpan.FromDays(3_650)) ? "A ledger's window must lie between a minute and ten years."
        : Steps is < 1 or > 1_000 ? "A ledger's window must slide in 1 to 1,000 steps."
        : MaxCohorts < 0 ? "A ledger's number of cohorts must be zero or more."
        : null;
}

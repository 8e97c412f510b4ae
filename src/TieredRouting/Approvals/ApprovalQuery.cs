namespace TieredRouting;

/// <summary>Which work to list: the oldest first. Immutable.</summary>
public sealed record ApprovalQuery
{
    /// <summary>The most a page may hold: 1,000.</summary>
    public const int MostOnPage = 1_000;

    /// <summary>Where the work stands; held by default.</summary>
    public ApprovalState State { get; init; }

    /// <summary>The contract; <see langword="null"/>, the default, for all.</summary>
    public string? Contract { get; init; }

    /// <summary>Only what was held before this; <see langword="null"/>, the default, for all.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Only what expires by then; <see langword="null"/>, the default, for all.</summary>
    public DateTimeOffset? ExpiresBy { get; init; }

    /// <summary>How many to list at once: from 1 to <see cref="MostOnPage"/>; 100 by default.</summary>
    public int Limit
    {
        get;
        init => field = value is >= 1 and <= MostOnPage ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"A page holds from 1 to {MostOnPage} entries.");
    } = 100;

    /// <summary>The last entry of the page before, to go on after it; <see langword="null"/>, the default, to begin.</summary>
    public ApprovalSummary? After { get; init; }
}

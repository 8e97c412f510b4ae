namespace TieredRouting;

/// <summary>The controls of one contract. The counts are kept by this process alone.</summary>
internal sealed record ContractControl
{
    /// <summary>The highest tier of its requests.</summary>
    public string? MaxTier { get; init; }

    /// <summary>How many new routes may begin in any minute.</summary>
    public int? MaxRequestsPerMinute { get; init; }

    /// <summary>What all its calls may cost in any hour.</summary>
    public decimal? MaxCostPerHour { get; init; }
}

namespace TieredRouting;

/// <summary>Controls as data. They shrink what is allowed or raise the start; they never go below a floor.</summary>
internal sealed record ControlOptions
{
    /// <summary>No request starts below this tier.</summary>
    public string? MinimumTier { get; init; }

    /// <summary>Tiers that no request uses.</summary>
    public IReadOnlyList<string> DisabledTiers { get; init; } = [];

    /// <summary>The controls of single contracts, by name.</summary>
    public IReadOnlyDictionary<string, ContractControl> Contracts { get; init; } = new Dictionary<string, ContractControl>(StringComparer.OrdinalIgnoreCase);
}

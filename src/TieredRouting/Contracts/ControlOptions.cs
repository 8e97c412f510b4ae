namespace TieredRouting;

/// <summary>Controls as data. They shrink what is allowed or raise the start; they never go below a floor.</summary>
internal sealed record ControlOptions
{
    /// <summary>No request starts below this tier.</summary>
    public string? MinimumTier { get; init; }

    /// <summary>Tiers that no request uses.</summary>
    public IReadOnlyList<string> DisabledTiers { get; init; } = [];

    /// <summary>The highest tier of a contract, by its name.</summary>
    public IReadOnlyDictionary<string, string> MaxTiers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}

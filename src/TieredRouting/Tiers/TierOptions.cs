namespace TieredRouting;

/// <summary>What was declared of one tier, before it is checked and built.</summary>
internal sealed class TierOptions
{
    public SortedDictionary<string, EndpointOptions> Endpoints { get; private init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A copy that can be changed without changing this.</summary>
    public TierOptions Clone() => new()
    {
        Endpoints = new(Endpoints.ToDictionary(pair => pair.Key, pair => pair.Value.Clone()), StringComparer.OrdinalIgnoreCase),
    };
}

namespace TieredRouting;

/// <summary>What was declared of one tier, before it is checked and built.</summary>
internal sealed class TierOptions
{
    public SortedDictionary<string, EndpointOptions> Endpoints { get; private set; } = new(StringComparer.OrdinalIgnoreCase);

    public EndpointChoice Choice { get; set; }

    /// <summary>The share of every endpoint's limits that only work which needs judgement may use.</summary>
    public double ReservedForJudgement { get; set; }

    /// <summary>A copy that can be changed without changing this.</summary>
    public TierOptions Clone()
    {
        var clone = (TierOptions)MemberwiseClone();
        clone.Endpoints = new(Endpoints.ToDictionary(pair => pair.Key, pair => pair.Value.Clone()), StringComparer.OrdinalIgnoreCase);
        return clone;
    }
}

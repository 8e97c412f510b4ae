namespace TieredRouting;

/// <summary>What was declared of one tier, before it is checked and built.</summary>
internal sealed class TierOptions
{
    public Dictionary<string, EndpointOptions> Endpoints { get; } = new(StringComparer.OrdinalIgnoreCase);
}

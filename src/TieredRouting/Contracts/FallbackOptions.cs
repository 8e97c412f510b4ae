namespace TieredRouting;

/// <summary>What was declared of a contract's fallback, before it is checked and built.</summary>
internal sealed class FallbackOptions
{
    public int MaxAttempts { get; set; } = FallbackPlan.DefaultMaxAttempts;

    public decimal? MaxCost { get; set; }

    public TimeSpan? Deadline { get; set; }

    public Dictionary<Trigger, FallbackAction> On { get; } = [];
}

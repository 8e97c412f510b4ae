namespace TieredRouting;

/// <summary>What was declared of a contract's fallback, before it is checked and built.</summary>
internal sealed class FallbackOptions
{
    public int MaxAttempts { get; set; } = FallbackPlan.DefaultMaxAttempts;

    public decimal? MaxCost { get; set; }

    public TimeSpan? Deadline { get; set; }

    public TimeSpan? FirstToken { get; set; }

    public TimeSpan? NextChunk { get; set; }

    public TimeSpan? Attempt { get; set; }

    public bool Hedges { get; set; }

    public OverflowAction Overflow { get; set; }

    public SortedDictionary<Trigger, FallbackAction> On { get; private set; } = [];

    /// <summary>A copy that can be changed without changing this.</summary>
    public FallbackOptions Clone()
    {
        var clone = (FallbackOptions)MemberwiseClone();
        clone.On = new SortedDictionary<Trigger, FallbackAction>(On);
        return clone;
    }
}

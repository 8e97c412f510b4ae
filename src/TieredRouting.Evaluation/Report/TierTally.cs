namespace TieredRouting.Evaluation;

/// <summary>Running counts of one tier. Not thread-safe.</summary>
internal sealed class TierTally
{
    public int Attempts { get; set; }

    public int Released { get; set; }

    public decimal Cost { get; set; }

    /// <summary>The tier alone, believed whatever it says.</summary>
    public Tally Always { get; } = new();
}

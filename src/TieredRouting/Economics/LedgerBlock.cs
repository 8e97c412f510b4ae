namespace TieredRouting.Economics;

/// <summary>The numbers of one tier in one step of time.</summary>
internal sealed class LedgerBlock(TierCell cell, long step)
{
    public LedgerNumbers Numbers;

    public TierCell Cell => cell;

    /// <summary>Which step of time, counted from the beginning of the calendar.</summary>
    public long Step { get; } = step;

    /// <summary>What was added since it was last kept, where somebody keeps it; otherwise <see langword="null"/>.</summary>
    public LedgerBlock? Unkept { get; set; }

    public void Add(in LedgerNumbers numbers)
    {
        Numbers.Add(numbers);
        Unkept?.Numbers.Add(numbers);
    }
}

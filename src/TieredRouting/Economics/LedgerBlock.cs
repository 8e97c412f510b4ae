namespace TieredRouting.Economics;

/// <summary>The numbers of one tier in one step of time.</summary>
internal sealed class LedgerBlock(TierCell cell, long step)
{
    public LedgerNumbers Numbers;

    /// <summary>Which step of time, counted from the beginning of the calendar.</summary>
    public long Step { get; } = step;

    /// <summary>What was added since it was last kept, where somebody keeps it; <see langword="null"/> where nothing was.</summary>
    public LedgerRow? Unkept { get; private set; }

    public void Add(in LedgerNumbers numbers)
    {
        Numbers.Add(numbers);
        if (cell.Segment.Unkept is { } waiting)
            Wait(numbers, waiting);
    }

    /// <summary>Takes what waits to be kept.</summary>
    public LedgerRow TakeUnkept()
    {
        var unkept = Unkept!;
        Unkept = null;
        return unkept;
    }

    /// <summary>Has numbers that are counted already wait to be kept.</summary>
    public void Wait(in LedgerNumbers numbers, List<LedgerBlock> waiting)
    {
        if (Unkept is null)
        {
            Unkept = new LedgerRow(cell.Segment.Key, cell.Tier, cell.Floor, Step);
            waiting.Add(this);
        }

        Unkept.Numbers.Add(numbers);
    }

    /// <summary>Takes over what is kept; what waits is not in it yet.</summary>
    public void Learn(in LedgerNumbers kept)
    {
        Numbers = kept;
        if (Unkept is { } unkept)
            Numbers.Add(unkept.Numbers);
    }
}

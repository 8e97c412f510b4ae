namespace TieredRouting.Economics;

/// <summary>One tier of a segment under one floor: a block of numbers for each step of the window that saw any. Not thread-safe.</summary>
internal sealed class TierCell(LedgerSegment segment, string tier, string floor, int blocks, TierCell? contract)
{
    // One more than the window has steps: the oldest may be half in it.
    private readonly LedgerBlock?[] _blocks = new LedgerBlock?[blocks];

    // Mostly the block of now is wanted again.
    private LedgerBlock? _latest;

    public LedgerSegment Segment => segment;

    /// <summary>The same tier of the whole contract, where this is of one of its cohorts: what is added here is added there.</summary>
    public TierCell? Contract => contract;

    public string Tier => tier;

    /// <summary>How low the requests might have started: the floor's name, or that of <see cref="WorkClass.T2"/>; empty where nobody says. Tiers are compared by requests that had the same choice.</summary>
    public string Floor => floor;

    /// <summary>The block of a step; <see langword="null"/> where a later one has taken its place: it is older than the window.</summary>
    public LedgerBlock? At(long step) => _latest?.Step == step ? _latest : Find(step);

    private LedgerBlock? Find(long step)
    {
        ref var block = ref _blocks[(int)(step % _blocks.Length)];
        if (block is null || block.Step < step)
            _latest = block = new LedgerBlock(this, step);
        return block.Step == step ? block : null;
    }

    /// <summary>The sum from a step on.</summary>
    public void Sum(long from, ref LedgerNumbers sum)
    {
        foreach (var block in _blocks)
        {
            if (block?.Step >= from)
                sum.Add(block.Numbers);
        }
    }

    /// <summary>Whether nothing is left from a step on.</summary>
    public bool IsEmpty(long from) => Array.TrueForAll(_blocks, block => block is null || block.Step < from);
}

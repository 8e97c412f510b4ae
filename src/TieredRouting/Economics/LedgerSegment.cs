namespace TieredRouting.Economics;

/// <summary>One segment of the ledger: a contract's cohort, all of a contract, or a step of a workflow; with its tiers. Not thread-safe.</summary>
internal sealed class LedgerSegment(LedgerKey key, int blocks, LedgerSegment? contract, List<LedgerBlock>? unkept)
{
    /// <summary>More tiers and floors than any ladder has; those beyond share one.</summary>
    private const int MostCells = 64;

    private TierCell[] _cells = [];

    public LedgerKey Key => key;

    /// <summary>The ledger's blocks that have something to be kept; <see langword="null"/> where nobody keeps it.</summary>
    public List<LedgerBlock>? Unkept => unkept;

    public ReadOnlySpan<TierCell> Cells => _cells;

    /// <summary>The cell of a tier.</summary>
    /// <param name="tier">The tier's name, in any case; empty where none was decided.</param>
    /// <param name="floor">How low requests might have started (<see cref="TierCell.Floor"/>).</param>
    public TierCell Of(string tier, string floor)
    {
        // A handful: a walk is faster than a dictionary.
        foreach (var cell in _cells)
        {
            if (string.Equals(cell.Tier, tier, StringComparison.OrdinalIgnoreCase) && string.Equals(cell.Floor, floor, StringComparison.OrdinalIgnoreCase))
                return cell;
        }

        return _cells.Length < MostCells || floor.Length == 0 && tier == RoutingLedgerNames.Other ? Open(tier, floor) : Of(RoutingLedgerNames.Other, string.Empty);
    }

    public bool IsEmpty(long from) => Array.TrueForAll(_cells, cell => cell.IsEmpty(from));

    private TierCell Open(string tier, string floor)
    {
        var cell = new TierCell(this, tier, floor, blocks, contract?.Of(tier, floor));
        _cells = [.. _cells, cell];
        return cell;
    }
}

namespace TieredRouting.Economics;

/// <summary>One segment of the ledger: a contract's cohort, all of a contract, or a step of a workflow; with its tiers. Not thread-safe.</summary>
internal sealed class LedgerSegment(LedgerKey key, int blocks)
{
    /// <summary>More tiers than any ladder has; those beyond share one.</summary>
    private const int MostTiers = 32;

    private TierCell[] _tiers = [];

    public LedgerKey Key => key;

    public ReadOnlySpan<TierCell> Tiers => _tiers;

    /// <summary>The cell of a tier.</summary>
    /// <param name="tier">The tier's name, in any case; empty where none was decided.</param>
    public TierCell Of(string tier)
    {
        // A handful: a walk is faster than a dictionary.
        foreach (var cell in _tiers)
        {
            if (string.Equals(cell.Tier, tier, StringComparison.OrdinalIgnoreCase))
                return cell;
        }

        return _tiers.Length < MostTiers || tier == RoutingLedgerNames.Other ? Open(tier) : Of(RoutingLedgerNames.Other);
    }

    public bool IsEmpty(long from) => Array.TrueForAll(_tiers, cell => cell.IsEmpty(from));

    private TierCell Open(string tier)
    {
        var cell = new TierCell(this, tier, blocks);
        _tiers = [.. _tiers, cell];
        return cell;
    }
}

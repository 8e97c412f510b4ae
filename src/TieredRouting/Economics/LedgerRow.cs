namespace TieredRouting.Economics;

/// <summary>The numbers of one tier in one step of time, as they are kept.</summary>
internal sealed class LedgerRow(LedgerKey key, string tier, string floor, long step)
{
    public LedgerNumbers Numbers;

    public LedgerKey Key => key;

    public string Tier => tier;

    public string Floor => floor;

    /// <summary>Which step of time; its length is the ledger's.</summary>
    public long Step => step;
}

namespace TieredRouting.Economics;

/// <summary>What a tier of a segment comes to in a window.</summary>
internal sealed class LedgerSum(LedgerKey key, string tier, string floor)
{
    public LedgerNumbers Numbers;

    public LedgerKey Key => key;

    public string Tier => tier;

    public string Floor => floor;
}

namespace TieredRouting.Economics;

/// <summary>Names in the ledger that nobody gave.</summary>
internal static class RoutingLedgerNames
{
    /// <summary>What all share that came when the places were taken, or whose names are too long.</summary>
    public const string Other = "other";

    /// <summary>Longer names than this are not kept apart: callers state cohorts in words of their own.</summary>
    public const int Longest = 200;
}

namespace TieredRouting.Economics;

/// <summary>What the ledger remembers of a route, to put what is said of it later where it belongs.</summary>
internal struct LedgerRoute
{
    public ulong Id;

    /// <summary>The number of the route before it in the same place of <see cref="LedgerRoutes"/>; none is zero.</summary>
    public long Before;

    /// <summary>Which step of time it began in.</summary>
    public long Step;

    public LedgerMarks Marks;

    /// <summary>Where it started; nowhere while nothing is known but what became of it.</summary>
    public LedgerPlaces Started;

    /// <summary>Where it was answered; nowhere while it was not.</summary>
    public LedgerPlaces Answered;
}

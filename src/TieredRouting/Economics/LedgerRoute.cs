namespace TieredRouting.Economics;

/// <summary>What the ledger remembers of a route, to put what is said of it later where it belongs. There are many, and what they take is what adding a call waits for, so it is as small as it can be.</summary>
internal struct LedgerRoute
{
    public ulong Id;

    /// <summary>How many numbers ago the route came that is before it in the same place of <see cref="LedgerRoutes"/>; zero where there is none.</summary>
    public int Back;

    public LedgerMarks Marks;

    /// <summary>Which step of time it began in.</summary>
    public long Step;

    /// <summary>Where it started; nowhere while nothing is known but what became of it.</summary>
    public LedgerPlaces Started;

    /// <summary>Where it was answered; nowhere while it was not.</summary>
    public LedgerPlaces Answered;
}

namespace TieredRouting.Economics;

/// <summary>Keeps a ledger's numbers beyond the process, and adds up what several processes count.</summary>
internal interface ILedgerStore
{
    /// <summary>Adds numbers to what is kept, all of them or none, and gives the sums of every row that anybody has changed since it was last asked; at the first time, all rows.</summary>
    /// <param name="length">How long a step of time is, in ticks: steps of another length are none of this ledger's.</param>
    /// <param name="first">The first step that is still of use.</param>
    /// <param name="added">What is to be added.</param>
    /// <exception cref="IOException">It could not be done; nothing was added.</exception>
    IReadOnlyList<LedgerRow> Exchange(long length, long first, IReadOnlyList<LedgerRow> added);
}

namespace TieredRouting.Economics;

/// <summary>A client call with its model calls, wherever it comes from. Structs are it, so that nothing is allocated.</summary>
internal interface ILedgerCall
{
    LedgerCall Call { get; }

    int Attempts { get; }

    /// <summary>A model call, by its place.</summary>
    LedgerAttempt Attempt(int index);
}

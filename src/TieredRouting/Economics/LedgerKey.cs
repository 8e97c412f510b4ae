namespace TieredRouting.Economics;

/// <summary>Which segment of the ledger.</summary>
/// <param name="Kind">What the segment is of.</param>
/// <param name="Name">The contract, or the workflow.</param>
/// <param name="Part">The cohort, or the step; <see langword="null"/> where none is stated, and for all of a contract.</param>
internal readonly record struct LedgerKey(LedgerKind Kind, string Name, string? Part);

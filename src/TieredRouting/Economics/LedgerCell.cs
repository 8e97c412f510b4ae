namespace TieredRouting;

/// <summary>What is known of one tier under one contract and cohort. Immutable.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Cohort">The cohort; <see langword="null"/> for requests that state none.</param>
/// <param name="Tier">The tier; <see langword="null"/> for requests that no tier was found for.</param>
/// <param name="Started">The requests that started on the tier, with all that became of them, on whichever tier.</param>
/// <param name="Made">The model calls that were made on the tier, wherever their requests started.</param>
public sealed record LedgerCell(string Contract, string? Cohort, string? Tier, RequestFigures Started, AttemptFigures Made);

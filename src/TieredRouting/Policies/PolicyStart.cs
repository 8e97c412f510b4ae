namespace TieredRouting.Policies;

/// <summary>Where a contract's requests start while no requirement says otherwise. Immutable.</summary>
/// <param name="Index">The tier.</param>
/// <param name="MaxIndex">The highest tier of contract and controls.</param>
/// <param name="IsDegraded">Whether a budget wants requests to start as cheaply as they may.</param>
/// <param name="Reasons">The reasons that hold for each of the contract's requests, sorted by rule.</param>
internal sealed record PolicyStart(int Index, int MaxIndex, bool IsDegraded, IReadOnlyList<Reason> Reasons);

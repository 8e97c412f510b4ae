namespace TieredRouting.Policies;

/// <summary>Where a contract's requests start while no requirement says otherwise. Immutable.</summary>
/// <param name="Index">The tier.</param>
/// <param name="MaxIndex">The highest tier of contract and controls.</param>
/// <param name="Reasons">The reasons that hold for each of the contract's requests, sorted by rule.</param>
internal sealed record PolicyStart(int Index, int MaxIndex, IReadOnlyList<Reason> Reasons);

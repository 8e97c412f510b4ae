namespace TieredRouting;

/// <summary>What a ledger holds at a moment. Immutable.</summary>
/// <param name="At">The moment its window ends.</param>
/// <param name="Cells">A cell for each tier of each cohort of each contract that anything is known of, sorted by contract, cohort and tier.</param>
/// <param name="Contracts">The same for all cohorts of a contract together: <see cref="LedgerCell.Cohort"/> is <see langword="null"/>.</param>
/// <param name="Workflows">The workflows, sorted by name.</param>
public sealed record LedgerSnapshot(DateTimeOffset At, IReadOnlyList<LedgerCell> Cells, IReadOnlyList<LedgerCell> Contracts, IReadOnlyList<WorkflowFigures> Workflows)
{
    /// <summary>The name that cohorts share which came when all places were taken: <c>other</c>.</summary>
    public const string OtherCohorts = Economics.RoutingLedgerNames.Other;

    /// <summary>The cells of one contract's cohort, by tier.</summary>
    /// <param name="contract">The contract, in any case.</param>
    /// <param name="cohort">The cohort; <see langword="null"/> for the requests that state none.</param>
    /// <returns>The cells; empty where nothing is known.</returns>
    public IReadOnlyList<LedgerCell> Of(string contract, string? cohort)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return [.. Cells.Where(cell => cell.Cohort == cohort && string.Equals(cell.Contract, contract, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>The cells of all of a contract, by tier.</summary>
    /// <param name="contract">The contract, in any case.</param>
    /// <returns>The cells; empty where nothing is known.</returns>
    public IReadOnlyList<LedgerCell> Of(string contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return [.. Contracts.Where(cell => string.Equals(cell.Contract, contract, StringComparison.OrdinalIgnoreCase))];
    }
}

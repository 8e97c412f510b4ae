using TieredRouting.Configuration;

namespace TieredRouting.Evaluation;

/// <summary>
/// A ledger of the requests that a start tier decides about. Those that a floor put on their tier are kept apart: they would be there whatever the start is, and are harder than the others. Not thread-safe.
/// </summary>
internal sealed class AdviceLedger(RoutingModel model)
{
    private const int MostNames = 100;

    /// <summary>Under this name are those that a floor put on their tier; no contract of a configuration is called so.</summary>
    private const string Held = "\u0000held";

    private readonly RoutingLedger _ledger = new(new LedgerOptions { Window = null });
    private readonly BoundedNames _names = new(MostNames);

    /// <summary>The contracts on record that the configuration does not have.</summary>
    public SortedSet<string> MissingContracts { get; } = new(StringComparer.Ordinal);

    /// <summary>The currencies on record.</summary>
    public SortedSet<string> Currencies { get; } = new(StringComparer.Ordinal);

    public void Add(AuditEntry entry)
    {
        if (entry.Event is not null)
        {
            _ledger.Add(entry);
            return;
        }

        if (entry.Contract is null || !model.Contracts.TryGetValue(entry.Contract, out var built))
        {
            MissingContracts.Add(_names.Of(entry.Contract ?? string.Empty));
            return;
        }

        if (entry.Currency is { } currency && entry.Cost > 0)
            Currencies.Add(_names.Of(currency));
        _ledger.Add(IsHeld(entry, built.Routed.Policy.MinIndex) ? entry with { Contract = Held, Cohort = null } : entry);
    }

    public LedgerSnapshot Snapshot() => _ledger.Snapshot();

    /// <summary>How many requests a floor put on their tier.</summary>
    public static int HeldIn(LedgerSnapshot ledger) => ledger.Of(Held).Sum(cell => cell.Started.Requests);

    private bool IsHeld(AuditEntry entry, int lowest) => entry.Floor is { } floor && model.Ladder.TryGet(floor, out var tier) && tier.Index > lowest;
}

using TieredRouting.Economics;

namespace TieredRouting.Controls;

/// <summary>How much may be begun and spent, of one contract or of all together. Immutable.</summary>
/// <param name="Key">The contract, or the empty text for all of them.</param>
/// <param name="Requests">New routes in any minute, or <see langword="null"/>.</param>
/// <param name="Cost">What the calls may cost in any hour, or <see langword="null"/>.</param>
internal sealed record Cap(string Key, int? Requests, decimal? Cost)
{
    private const string Money = "controls.maxCostPerHour";

    private BudgetTerms? _terms;

    /// <summary>The strictest of what some controls say.</summary>
    public static Cap Of(string key, IReadOnlyCollection<RoutingControl> controls) =>
        new(key, controls.Min(control => control.MaxRequestsPerMinute), controls.Min(control => control.MaxCostPerHour));

    /// <summary>The account that the money is counted in, with the cap as its limit. It is the same one for every cap of this key.</summary>
    public BudgetTerms TermsIn(BudgetLedger ledger) => _terms ??= Open(ledger);

    private BudgetTerms Open(BudgetLedger ledger)
    {
        var terms = ledger.Open(new Budget(Money, Cost ?? 0m) { Per = Key.Length == 0 ? BudgetScope.All : BudgetScope.Contract });
        return Cost is null ? terms.WithoutLimit() : terms;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TieredRouting.Configuration;

namespace TieredRouting.Evaluation;

/// <summary>
/// Proposes raising or lowering the tiers that requests start on, cohort by cohort, from what an audit says became of them. It only proposes: nothing is changed. One run at a time.
/// </summary>
/// <remarks>
/// A tier keeps a contract's quality bar where the lower bound of its success rate does (Wilson, 95 %). No advice rests on fewer than <see cref="FewestRequests"/> requests of a tier. Each bound may be wrong by
/// chance, so of many cohorts some advice will be: try it on a share of the requests.
/// </remarks>
public sealed class RoutingAdviser
{
    /// <summary>Fewer requests of a tier than these say nothing: 30.</summary>
    public const int FewestRequests = 30;

    private const double DefaultBar = 0.9;

    private readonly RoutingModel _model;
    private AuditLines? _lines;

    /// <summary>Builds the configuration that is advised on.</summary>
    /// <param name="declare">Declares tiers and contracts, as for <c>AddTieredRouting</c>. No client is made.</param>
    /// <param name="configureServices">Registers what the declaration needs of a container, or <see langword="null"/>.</param>
    /// <exception cref="OptionsValidationException">What is declared is not valid.</exception>
    public RoutingAdviser(Action<TieredRoutingBuilder> declare, Action<IServiceCollection>? configureServices = null)
    {
        ArgumentNullException.ThrowIfNull(declare);
        _model = new ReplayCandidate(declare, configureServices).Model;
    }

    /// <summary>How much of the audit was read, from 0 to 1. Safe to ask from another thread.</summary>
    public double Progress => _lines?.Progress ?? 0;

    /// <summary>Reads an audit and proposes.</summary>
    /// <param name="audit">The file that is written, plain or packed (<c>.gz</c>); those it was rolled into are read before it.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>The advice, the easiest cohort first. Lines that cannot be used are named in its errors.</returns>
    /// <exception cref="InputException">The file is not there, cannot be opened, or holds no request.</exception>
    public async Task<AdviceReport> AdviseAsync(FileInfo audit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audit);
        var (lines, ledger) = (new AuditLines(audit), new AdviceLedger(_model));
        _lines = lines;
        await lines.Entries().ReadAsync(ledger.Add, cancellationToken);
        var report = Report(ledger, lines.Flaws);
        return report is { Requests: 0, Unusable: 0, Notes.Count: 0 } ? throw new InputException($"{audit.Name}: holds no record of a request") : report;
    }

    private AdviceReport Report(AdviceLedger ledger, FewLines flaws)
    {
        var (snapshot, notes) = (ledger.Snapshot(), Notes(ledger).ToList());
        var advice = snapshot.Cells
            .Where(cell => cell.Tier is not null && _model.Contracts.ContainsKey(cell.Contract))
            .GroupBy(cell => (cell.Contract, cell.Cohort))
            .Select(cells => Advise(cells.Key.Contract, cells.Key.Cohort, [.. cells]))
            .OrderByDescending(cohort => cohort.Ease).ThenByDescending(cohort => cohort.Requests).ThenBy(cohort => cohort.Contract, StringComparer.Ordinal).ThenBy(cohort => cohort.Cohort, StringComparer.Ordinal)
            .ToList();
        var held = AdviceLedger.HeldIn(snapshot);
        return new AdviceReport
        {
            Requests = held + advice.Sum(cohort => cohort.Requests),
            HeldByFloors = held,
            Advice = advice,
            Currency = ledger.Currencies.Count > 1 ? null : ledger.Currencies.FirstOrDefault() ?? _model.Ladder.Currency,
            Unusable = flaws.Count,
            Errors = flaws.First,
            Notes = notes,
        };
    }

    private CohortAdvice Advise(string contract, string? cohort, IReadOnlyList<LedgerCell> cells)
    {
        var policy = _model.Contracts[contract].Routed.Policy;
        var draft = new CohortAdvice
        {
            Contract = policy.Contract.Name,
            Cohort = cohort,
            Advice = StartTierAdvice.Keep,
            From = _model.Ladder.Tiers[policy.StartIndex].Name,
            Because = string.Empty,
            Bar = policy.Contract.Quality?.MinimumScore ?? DefaultBar,
            Requests = cells.Sum(cell => cell.Started.Requests),
            Tiers = TiersOf(cells, policy.Contract.Economics),
        };
        return CohortAdviser.Advise(draft, policy, _model.Ladder);
    }

    private Dictionary<string, TierRecord> TiersOf(IReadOnlyList<LedgerCell> cells, ContractEconomics economics) => (
        from tier in _model.Ladder.Tiers
        let cell = cells.FirstOrDefault(cell => string.Equals(cell.Tier, tier.Name, StringComparison.OrdinalIgnoreCase))
        where cell is { Started.Requests: > 0 }
        select (tier.Name, Record: TierRecord.Of(cell.Started, economics))).ToDictionary(pair => pair.Name, pair => pair.Record, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Notes(AdviceLedger ledger)
    {
        if (ledger.MissingContracts.Count > 0)
            yield return $"contracts on record that the configuration does not have, passed over: {KnownNames.Of(ledger.MissingContracts)}";
        if (ledger.Currencies.Count > 1)
            yield return $"records are in several currencies ({string.Join(", ", ledger.Currencies)}), so money says nothing here";
    }
}

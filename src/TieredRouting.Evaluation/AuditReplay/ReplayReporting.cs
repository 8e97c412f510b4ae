using System.Globalization;

namespace TieredRouting.Evaluation;

/// <summary>Makes the report of what a replay added up.</summary>
internal static class ReplayReporting
{
    public static ReplayReport Of(ReplaySums sums, string ladderCurrency, FewLines flaws)
    {
        var currency = sums.Currencies.Count > 1 ? null : sums.Currencies.FirstOrDefault() ?? ladderCurrency;
        var (tally, ledger) = (Sum(sums.Groups), sums.Ledger());
        return new ReplayReport
        {
            Requests = tally.Requests + sums.MissingContracts.Values.Sum(),
            Changed = tally.Changed,
            Tier = tally.Tier,
            Approval = new ReplayShift(tally.ApprovalAdded, tally.ApprovalRemoved),
            Gates = new ReplayGates(tally.GatesAdded, tally.GatesRemoved),
            EstimatedCost = ReplayEstimate.Of(sums.Groups, sums.UndecidedCost, currency),
            EstimatedFailures = FailureEstimate.Of(sums.Groups, ledger),
            Uncovered = sums.Uncovered(),
            Floor = tally.Floor,
            Class = tally.Class,
            Lane = tally.Lane,
            ByContract = ByContract(sums.Groups, currency, ledger),
            MissingContracts = sums.MissingContracts,
            MissingRules = sums.MissingRules,
            Events = sums.Events,
            Unusable = flaws.Count,
            Errors = flaws.First,
            Notes = [.. Notes(sums)],
        };
    }

    private static SortedDictionary<string, ReplayPart> ByContract(IEnumerable<ReplayGroup> groups, string? currency, LedgerSnapshot ledger)
    {
        var parts = new SortedDictionary<string, ReplayPart>(StringComparer.Ordinal);
        foreach (var contract in groups.GroupBy(group => group.Contract, StringComparer.Ordinal))
            parts.Add(contract.Key, Part([.. contract], currency, ledger) with { ByCohort = ByCohort(contract, currency, ledger) });
        return parts;
    }

    private static SortedDictionary<string, ReplayPart> ByCohort(IEnumerable<ReplayGroup> groups, string? currency, LedgerSnapshot ledger)
    {
        var parts = new SortedDictionary<string, ReplayPart>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            if (group.Cohort is { } cohort)
                parts.Add(cohort, Part([group], currency, ledger));
        }

        return parts;
    }

    private static ReplayPart Part(IReadOnlyList<ReplayGroup> groups, string? currency, LedgerSnapshot ledger)
    {
        var tally = Sum(groups);
        return new ReplayPart
        {
            Requests = tally.Requests,
            Changed = tally.Changed,
            Tier = tally.Tier,
            Approval = new ReplayShift(tally.ApprovalAdded, tally.ApprovalRemoved),
            Gates = new ReplayGates(tally.GatesAdded, tally.GatesRemoved),
            EstimatedCost = ReplayEstimate.Of(groups, undecidedCost: 0, currency),
            EstimatedFailures = FailureEstimate.Of(groups, ledger),
            Uncovered = groups.SelectMany(group => group.Moved).Where(moved => moved.IsUncovered).Sum(moved => moved.Count),
        };
    }

    private static ReplayTally Sum(IEnumerable<ReplayGroup> groups)
    {
        var tally = new ReplayTally();
        foreach (var group in groups)
            tally.Add(group.Tally);
        return tally;
    }

    private static IEnumerable<string> Notes(ReplaySums sums)
    {
        if (sums.MissingContracts.Count > 0)
            yield return $"contracts on record that the candidate does not have: {Named(sums.MissingContracts)}; their requests are not covered";
        if (sums.MissingRules.Count > 0)
            yield return $"rules on record that the candidate does not have: {Named(sums.MissingRules)}; where they are the application's code, replay with the library";
        if (sums.WithoutGates > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{sums.WithoutGates} records do not say which gates were required, so gates are not compared there");
        if (sums.WithoutHistory > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{sums.WithoutHistory} records hold no cohort history, so contracts that start by expected cost start there as if they did not");
        if (sums.ChangedByItself > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{sums.ChangedByItself} requests change though this very configuration decided them: rules or gates of the application's code had a part in it");
        if (sums.Currencies.Count > 1)
            yield return $"records are in several currencies ({string.Join(", ", sums.Currencies)}), so no cost is estimated";
    }

    private static string Named(SortedDictionary<string, int> counts) =>
        string.Join(", ", counts.Take(20).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} ({pair.Value})"))) + (counts.Count > 20 ? " and more" : string.Empty);
}

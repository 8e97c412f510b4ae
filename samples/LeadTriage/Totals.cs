using TieredRouting;

namespace LeadTriage;

/// <summary>Sums over steps, nothing estimated.</summary>
internal sealed class Totals(IReadOnlyList<Step> steps)
{
    private readonly List<Attempt> _attempts = [.. steps.SelectMany(step => step.Route.Attempts)];

    public int Requests => steps.Count;

    public int Attempts => _attempts.Count;

    public int Escalations => steps.Sum(step => step.Route.Escalations);

    public decimal Cost => steps.Sum(step => step.Route.Cost);

    public IEnumerable<(string Contract, int Requests)> ByContract =>
        steps.GroupBy(step => step.Contract).Select(group => (group.Key, group.Count()));

    public IEnumerable<(Outcome Outcome, int Requests)> ByOutcome =>
        steps.GroupBy(step => step.Route.Outcome).OrderBy(group => group.Key).Select(group => (group.Key, group.Count()));

    public IEnumerable<(string Tier, int Attempts, decimal Cost)> ByTier =>
        _attempts.GroupBy(attempt => attempt.Tier).Select(group => (group.Key, group.Count(), group.Sum(attempt => attempt.Cost)));
}

using System.Globalization;
using TieredRouting.Telemetry;

namespace TieredRouting.Evaluation;

/// <summary>
/// Sums results up as they come. Every sum is of whole numbers or decimals, so their order makes no difference. It keeps up to four times eight bytes of each request, for the
/// quantiles of all, of its contract, its class and its cohort, and the ids of those that went wrong. Safe to add to from several threads at once.
/// </summary>
internal sealed class ReportSums(IReadOnlyList<string> ladder)
{
    private const int MostWrong = 100_000;

    private readonly Lock _gate = new();
    private readonly PartTally _all = new();
    private readonly Dictionary<Outcome, int> _outcomes = [];
    private readonly Dictionary<Trigger, int> _triggers = [];
    private readonly Dictionary<WorkClass, PartTally> _classes = Enum.GetValues<WorkClass>().ToDictionary(workClass => workClass, _ => new PartTally());
    private readonly Dictionary<string, TierTally> _tiers = ladder.ToDictionary(tier => tier, _ => new TierTally(), StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<string, PartTally> _contracts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, PartTally> _cohorts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Tally> _workflows = new(StringComparer.Ordinal);
    private readonly List<string> _wrong = [];
    private UInt128 _ids;
    private decimal _estimated;
    private int _attempts;
    private int _exhausted;

    public void Add(RequestResult result)
    {
        lock (_gate)
        {
            _all.Add(result);
            _classes[result.Class].Add(result);
            In(_contracts, result.Contract).Add(result);
            Count(_outcomes, result.Outcome);
            AddAttempts(result);
            AddParts(result);
            _ids += SeenIds.HashOf(result.Id);
            if (!result.Correct && _wrong.Count <= MostWrong)
                _wrong.Add(result.Id);
            _exhausted += result.Exhausted ? 1 : 0;
        }
    }

    /// <summary>The share of risk work that a person was asked about; <see langword="null"/> where there was none.</summary>
    public double? ApprovalOfRiskWork => _classes[WorkClass.T2] is { Requests: > 0 } risky ? Tally.Share(risky.Asked, risky.Requests) : null;

    /// <summary>The tiers whose first endpoint is not recorded for every request, and for how many it is.</summary>
    public IEnumerable<(string Tier, int Recorded)> WithoutBaseline =>
        from tier in ladder
        let recorded = _tiers[tier].Always.Requests
        where recorded < _all.Requests
        select (tier, recorded);

    public EvalReport ToReport() => _all.To<EvalReport>() with
    {
        EstimatedShare = _all.Cost == 0 ? 0 : (double)(_estimated / _all.Cost),
        Attempts = _attempts,
        HumanReview = Of(Outcome.HumanReview),
        FailedClosed = Of(Outcome.FailedClosed),
        Failed = Of(Outcome.Failed),
        Cancelled = Of(Outcome.Cancelled),
        Triggers = Enum.GetValues<Trigger>().ToDictionary(EnumNames.Of, Of),
        ByContract = Parts(_contracts),
        ByClass = Enum.GetValues<WorkClass>().ToDictionary(EnumNames.Of, OfClass),
        ByTier = ladder.ToDictionary(tier => tier, tier => Part(_tiers[tier])),
        ByCohort = Parts(_cohorts),
        ByWorkflow = _workflows.ToDictionary(workflow => workflow.Key, workflow => new WorkflowFigures { Requests = workflow.Value.Requests, Cost = workflow.Value.Cost }),
        Wrong = _wrong.Count > MostWrong ? null : [.. _wrong.Order(StringComparer.Ordinal)],
        RequestIds = _ids.ToString("x32", CultureInfo.InvariantCulture),
        Baselines = ladder.Where(tier => _tiers[tier].Always.Requests == _all.Requests && _all.Requests > 0).ToDictionary(tier => $"always:{tier}", tier => Baseline(_tiers[tier].Always)),
    };

    private void AddAttempts(RequestResult result)
    {
        foreach (var attempt in result.Attempts)
        {
            _tiers[attempt.Tier].Cost += attempt.Cost;
            _estimated += attempt.Estimated ? attempt.Cost : 0;
            if (!attempt.IsPart)
                AddAttempt(attempt);
        }
    }

    private void AddAttempt(AttemptOutcome attempt)
    {
        _attempts++;
        _tiers[attempt.Tier].Attempts++;
        foreach (var trigger in attempt.Triggers)
            Count(_triggers, trigger);
    }

    private void AddParts(RequestResult result)
    {
        if (result is { Released: true, Tier: { } tier })
            _tiers[tier].Released++;
        foreach (var (always, answer) in result.Baselines)
            _tiers[always].Always.Add(answer.Correct, answer.Cost);
        if (result.Cohort is { } cohort)
            In(_cohorts, cohort).Add(result);
        if (result.Workflow is { } workflow)
            In(_workflows, workflow).Add(result.Correct, result.Cost);
    }

    /// <summary>A trigger rejects attempts, save that nothing is left to reject where the plan is exhausted: then the requests count.</summary>
    private int Of(Trigger trigger) => trigger == Trigger.Exhausted ? _exhausted : _triggers.GetValueOrDefault(trigger);

    private int Of(Outcome outcome) => _outcomes.GetValueOrDefault(outcome);

    private ClassFigures OfClass(WorkClass workClass) => _classes[workClass].To<ClassFigures>() with { Share = Tally.Share(_classes[workClass].Requests, _all.Requests) };

    private static Dictionary<string, PartFigures> Parts(SortedDictionary<string, PartTally> parts) => parts.ToDictionary(part => part.Key, part => part.Value.To<PartFigures>());

    private static TierFigures Part(TierTally tier) => new() { Attempts = tier.Attempts, Released = tier.Released, Cost = tier.Cost };

    private static BaselineFigures Baseline(Tally always) => new() { Accuracy = always.Accuracy, Cost = always.Cost, CostPerSuccess = always.CostPerSuccess };

    private static void Count<TKey>(Dictionary<TKey, int> counts, TKey key)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;

    private static T In<T>(SortedDictionary<string, T> parts, string name)
        where T : new() => parts.TryGetValue(name, out var part) ? part : parts[name] = new T();
}

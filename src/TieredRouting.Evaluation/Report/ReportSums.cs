using System.Globalization;
using TieredRouting.Telemetry;

namespace TieredRouting.Evaluation;

/// <summary>
/// Sums results up as they come. Every sum is of whole numbers or decimals, so their order makes no difference. It keeps eight bytes of each request, for the
/// quantiles, and the ids of those that went wrong. Safe to add to from several threads at once.
/// </summary>
internal sealed class ReportSums(IReadOnlyList<string> ladder)
{
    private const int MostWrong = 100_000;

    private readonly Lock _gate = new();
    private readonly Tally _all = new();
    private readonly Dictionary<Outcome, int> _outcomes = [];
    private readonly Dictionary<Trigger, int> _triggers = [];
    private readonly Dictionary<WorkClass, int> _classes = [];
    private readonly Dictionary<string, TierTally> _tiers = ladder.ToDictionary(tier => tier, _ => new TierTally(), StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<string, Tally> _cohorts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Tally> _workflows = new(StringComparer.Ordinal);
    private readonly List<long> _ticks = [];
    private readonly List<string> _wrong = [];
    private UInt128 _ids;
    private decimal _estimated;
    private int _attempts;
    private int _exhausted;
    private int _silent;
    private int _violations;
    private int _asked;

    public void Add(RequestResult result)
    {
        lock (_gate)
        {
            _all.Add(result.Correct, result.Cost, result.Escalated);
            Count(_outcomes, result.Outcome);
            Count(_classes, result.Class);
            AddAttempts(result);
            AddParts(result);
            _ticks.Add(result.Ticks);
            _ids += SeenIds.HashOf(result.Id);
            if (!result.Correct && _wrong.Count <= MostWrong)
                _wrong.Add(result.Id);
            _exhausted += result.Exhausted ? 1 : 0;
            _silent += result is { Released: true, Correct: false, Escalated: false } ? 1 : 0;
            _violations += result.Unasked || result.Ungated ? 1 : 0;
            _asked += result is { Class: WorkClass.T2, Asked: true } ? 1 : 0;
        }
    }

    /// <summary>The share of risk work that a person was asked about; <see langword="null"/> where there was none.</summary>
    public double? ApprovalOfRiskWork => _classes.GetValueOrDefault(WorkClass.T2) is var risky and > 0 ? Tally.Share(_asked, risky) : null;

    /// <summary>The tiers whose first endpoint is not recorded for every request, and for how many it is.</summary>
    public IEnumerable<(string Tier, int Recorded)> WithoutBaseline =>
        from tier in ladder
        let recorded = _tiers[tier].Always.Requests
        where recorded < _all.Requests
        select (tier, recorded);

    public EvalReport ToReport() => new()
    {
        Requests = _all.Requests,
        Released = Of(Outcome.Released),
        Correct = _all.Correct,
        Accuracy = _all.Accuracy,
        Cost = _all.Cost,
        CostPerSuccess = _all.CostPerSuccess,
        EstimatedShare = _all.Cost == 0 ? 0 : (double)(_estimated / _all.Cost),
        Attempts = _attempts,
        Escalated = _all.Escalated,
        EscalationRate = _all.EscalationRate,
        SilentFailures = _silent,
        SilentFailureRate = Tally.Share(_silent, Of(Outcome.Released)),
        PolicyViolations = _violations,
        HeldForApproval = Of(Outcome.HeldForApproval),
        HumanReview = Of(Outcome.HumanReview),
        FailedClosed = Of(Outcome.FailedClosed),
        Failed = Of(Outcome.Failed),
        Cancelled = Of(Outcome.Cancelled),
        LatencyMs = Latency(),
        Triggers = Enum.GetValues<Trigger>().ToDictionary(EnumNames.Of, Of),
        ByClass = Enum.GetValues<WorkClass>().ToDictionary(EnumNames.Of, OfClass),
        ByTier = ladder.ToDictionary(tier => tier, tier => Part(_tiers[tier])),
        ByCohort = _cohorts.ToDictionary(cohort => cohort.Key, cohort => Part(cohort.Value)),
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
            In(_cohorts, cohort).Add(result.Correct, result.Cost, result.Escalated);
        if (result.Workflow is { } workflow)
            In(_workflows, workflow).Add(result.Correct, result.Cost);
    }

    /// <summary>A trigger rejects attempts, save that nothing is left to reject where the plan is exhausted: then the requests count.</summary>
    private int Of(Trigger trigger) => trigger == Trigger.Exhausted ? _exhausted : _triggers.GetValueOrDefault(trigger);

    private int Of(Outcome outcome) => _outcomes.GetValueOrDefault(outcome);

    private ClassFigures OfClass(WorkClass workClass) => new()
    {
        Requests = _classes.GetValueOrDefault(workClass),
        Share = Tally.Share(_classes.GetValueOrDefault(workClass), _all.Requests),
    };

    private LatencyFigures Latency()
    {
        _ticks.Sort();
        return new LatencyFigures { P50 = Quantile(50), P95 = Quantile(95) };
    }

    /// <summary>The nearest rank: the smallest duration that so many of a hundred requests did not exceed.</summary>
    private double Quantile(long percent) =>
        _ticks.Count == 0 ? 0 : TimeSpan.FromTicks(_ticks[(int)((percent * _ticks.Count + 99) / 100) - 1]).TotalMilliseconds;

    private static TierFigures Part(TierTally tier) => new() { Attempts = tier.Attempts, Released = tier.Released, Cost = tier.Cost };

    private static CohortFigures Part(Tally cohort) => new()
    {
        Requests = cohort.Requests,
        Accuracy = cohort.Accuracy,
        Cost = cohort.Cost,
        CostPerSuccess = cohort.CostPerSuccess,
        EscalationRate = cohort.EscalationRate,
    };

    private static BaselineFigures Baseline(Tally always) => new() { Accuracy = always.Accuracy, Cost = always.Cost, CostPerSuccess = always.CostPerSuccess };

    private static void Count<TKey>(Dictionary<TKey, int> counts, TKey key)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;

    private static Tally In(SortedDictionary<string, Tally> parts, string name) =>
        parts.TryGetValue(name, out var part) ? part : parts[name] = new Tally();
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace TieredRouting.Telemetry;

/// <summary>The instruments, and the activity source. One per router.</summary>
internal sealed class RoutingMetrics : IDisposable
{
    private readonly Histogram<double> _requestDuration;
    private readonly Histogram<double> _attemptDuration;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _escalations;
    private readonly Counter<double> _cost;
    private readonly Counter<long> _auditFailures;
    private readonly Counter<long> _budgetRejections;
    private readonly Counter<long> _reloadFailures;
    private readonly Counter<long> _circuitChanges;
    private readonly Counter<long> _limitRejections;
    private readonly Histogram<double> _limitWait;
    private readonly Counter<long> _hedges;
    private readonly Meter _meter;
    private readonly Counter<long> _approvals;
    private readonly Histogram<double> _approvalWait;
    private readonly Counter<long> _corrections;
    private readonly Counter<long> _feedback;
    private readonly Counter<long> _calibrationAlarms;
    private readonly BoundedNames _cohorts = new();
    private readonly Meter? _ownMeter;

    public RoutingMetrics(IMeterFactory? meters, string currency)
    {
        var meter = meters?.Create(TieredRoutingTelemetry.SourceName)
            ?? (_ownMeter = new Meter(TieredRoutingTelemetry.SourceName));
        _meter = meter;
        _requestDuration = meter.CreateHistogram<double>(TieredRoutingTelemetry.RequestDuration, "s", "How long client calls took.");
        _attemptDuration = meter.CreateHistogram<double>(TieredRoutingTelemetry.AttemptDuration, "s", "How long attempts took.");
        _requests = meter.CreateCounter<long>(TieredRoutingTelemetry.Requests, "{request}", "Client calls.");
        _attempts = meter.CreateCounter<long>(TieredRoutingTelemetry.Attempts, "{attempt}", "Model calls made for them.");
        _escalations = meter.CreateCounter<long>(TieredRoutingTelemetry.Escalations, "{escalation}", "Moves to a higher tier.");
        _cost = meter.CreateCounter<double>(TieredRoutingTelemetry.Cost, "{" + currency + "}", "Money spent.");
        _auditFailures = meter.CreateCounter<long>(TieredRoutingTelemetry.AuditFailures, "{failure}", "Failed writes to an audit sink.");
        _reloadFailures = meter.CreateCounter<long>(TieredRoutingTelemetry.ReloadFailures, "{failure}", "Changes of the configuration that were not valid.");
        _approvals = meter.CreateCounter<long>(TieredRoutingTelemetry.Approvals, "{decision}", "Decisions about held work.");
        _approvalWait = meter.CreateHistogram<double>(TieredRoutingTelemetry.ApprovalWait, "s", "How long held work waited for a decision.");
        _corrections = meter.CreateCounter<long>(TieredRoutingTelemetry.Corrections, "{correction}", "Answers that a person had to correct.");
        _feedback = meter.CreateCounter<long>(TieredRoutingTelemetry.Feedback, "{feedback}", "What became of answers.");
        _calibrationAlarms = meter.CreateCounter<long>(TieredRoutingTelemetry.CalibrationAlarms, "{alarm}", "Certified thresholds whose promise is broken.");
        _budgetRejections = meter.CreateCounter<long>(TieredRoutingTelemetry.BudgetRejections, "{attempt}", "Attempts not made for want of money, and requests beyond a cap.");
        _circuitChanges = meter.CreateCounter<long>(TieredRoutingTelemetry.CircuitChanges, "{change}", "Changes of endpoints' circuits.");
        _limitRejections = meter.CreateCounter<long>(TieredRoutingTelemetry.LimitRejections, "{call}", "Calls that found no room at an endpoint.");
        _limitWait = meter.CreateHistogram<double>(TieredRoutingTelemetry.LimitWait, "s", "How long calls waited for room at an endpoint.");
        _hedges = meter.CreateCounter<long>(TieredRoutingTelemetry.Hedges, "{call}", "Second endpoints asked because the first was slow.");
    }

    public ActivitySource Activities { get; } = new(TieredRoutingTelemetry.SourceName);

    public void RequestEnded(string contract, string workClass, string outcome, string? tier, TimeSpan duration)
    {
        if (!_requests.Enabled && !_requestDuration.Enabled)
            return;
        var tags = new TagList
        {
            { TieredRoutingTelemetry.ContractName, contract },
            { TieredRoutingTelemetry.Class, workClass },
            { TieredRoutingTelemetry.Outcome, outcome },
        };
        if (tier is not null)
            tags.Add(TieredRoutingTelemetry.TierName, tier);
        _requests.Add(1, tags);
        _requestDuration.Record(duration.TotalSeconds, tags);
    }

    public void AttemptEnded(string contract, string tier, string? error, TimeSpan duration, decimal cost)
    {
        if (!_attempts.Enabled && !_attemptDuration.Enabled && !_cost.Enabled)
            return;
        var tags = new TagList
        {
            { TieredRoutingTelemetry.ContractName, contract },
            { TieredRoutingTelemetry.TierName, tier },
        };
        _cost.Add((double)cost, tags);
        if (error is not null)
            tags.Add(TieredRoutingTelemetry.ErrorType, error);
        _attempts.Add(1, tags);
        _attemptDuration.Record(duration.TotalSeconds, tags);
    }

    public void Escalated(string contract, string fromTier, string trigger) =>
        _escalations.Add(1, ContractTag(contract), new(TieredRoutingTelemetry.TierName, fromTier), new(TieredRoutingTelemetry.Trigger, trigger));

    public void AuditFailed(string? contract)
    {
        if (contract is null)
            _auditFailures.Add(1);
        else
            _auditFailures.Add(1, ContractTag(contract));
    }

    /// <summary>Counts a decision about held work.</summary>
    public void Decided(string contract, string decision, TimeSpan waited)
    {
        _approvals.Add(1, ContractTag(contract), new(TieredRoutingTelemetry.Decision, decision));
        _approvalWait.Record(waited.TotalSeconds, ContractTag(contract), new(TieredRoutingTelemetry.Decision, decision));
    }

    /// <summary>Counts what became of an answer.</summary>
    public void FeedbackGiven(string? contract, string kind, string? tier)
    {
        var tags = new TagList { { TieredRoutingTelemetry.FeedbackKind, kind } };
        if (contract is not null)
            tags.Add(TieredRoutingTelemetry.ContractName, contract);
        if (tier is not null)
            tags.Add(TieredRoutingTelemetry.TierName, tier);
        _feedback.Add(1, tags);
    }

    /// <summary>Counts an answer that a person had to correct.</summary>
    public void Corrected(string contract, string? tier, string? cohort)
    {
        var tags = new TagList { { TieredRoutingTelemetry.ContractName, contract } };
        if (tier is not null)
            tags.Add(TieredRoutingTelemetry.TierName, tier);
        if (cohort is not null)
            tags.Add(TieredRoutingTelemetry.Cohort, _cohorts.Bounded(cohort));
        _corrections.Add(1, tags);
    }

    /// <summary>Counts a promise that is broken.</summary>
    public void PromiseBroken(string contract, string? cohort)
    {
        if (cohort is null)
            _calibrationAlarms.Add(1, ContractTag(contract));
        else
            _calibrationAlarms.Add(1, ContractTag(contract), new(TieredRoutingTelemetry.Cohort, _cohorts.Bounded(cohort)));
    }

    /// <summary>Counts what was not done for want of money, or for a cap.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="budget">The budget that it shares with others, where it was one.</param>
    public void BudgetRejected(string contract, string? budget)
    {
        if (budget is null)
            _budgetRejections.Add(1, ContractTag(contract));
        else
            _budgetRejections.Add(1, ContractTag(contract), new(TieredRoutingTelemetry.BudgetName, budget));
    }

    public void CircuitChanged(string tier, string endpoint, string state) =>
        _circuitChanges.Add(1, TierTag(tier), EndpointTag(endpoint), new(TieredRoutingTelemetry.CircuitState, state));

    public void LimitReached(string tier, string endpoint, string limit) =>
        _limitRejections.Add(1, TierTag(tier), EndpointTag(endpoint), new(TieredRoutingTelemetry.Limit, limit));

    public void LimitWaited(string tier, string endpoint, TimeSpan wait) => _limitWait.Record(wait.TotalSeconds, TierTag(tier), EndpointTag(endpoint));

    public void Hedged(string contract, string tier) => _hedges.Add(1, ContractTag(contract), TierTag(tier));

    /// <summary>Tells what is measured of the latest requests, whenever somebody asks.</summary>
    public void Observe(Func<IEnumerable<(string Contract, string Surface, TimeSpan P50, TimeSpan P95)>> latencies) =>
        _meter.CreateObservableGauge(TieredRoutingTelemetry.Latency, () => latencies().SelectMany(Quantiles), "s", "How fast the latest requests were answered.");

    private static IEnumerable<Measurement<double>> Quantiles((string Contract, string Surface, TimeSpan P50, TimeSpan P95) of) =>
        [Quantile(of.Contract, of.Surface, of.P50, 0.5), Quantile(of.Contract, of.Surface, of.P95, 0.95)];

    private static Measurement<double> Quantile(string contract, string surface, TimeSpan latency, double quantile) =>
        new(latency.TotalSeconds, ContractTag(contract), new(TieredRoutingTelemetry.Surface, surface), new(TieredRoutingTelemetry.Quantile, quantile));

    public void ReloadFailed() => _reloadFailures.Add(1);

    public void Dispose()
    {
        Activities.Dispose();
        _ownMeter?.Dispose();
    }

    private static KeyValuePair<string, object?> TierTag(string tier) => new(TieredRoutingTelemetry.TierName, tier);

    private static KeyValuePair<string, object?> EndpointTag(string endpoint) => new(TieredRoutingTelemetry.EndpointName, endpoint);

    private static KeyValuePair<string, object?> ContractTag(string contract) => new(TieredRoutingTelemetry.ContractName, contract);
}

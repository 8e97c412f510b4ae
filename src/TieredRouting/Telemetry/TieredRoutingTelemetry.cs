namespace TieredRouting;

/// <summary>Every name the library's telemetry uses. Durations are in seconds.</summary>
public static class TieredRoutingTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string SourceName = "TieredRouting";

    /// <summary>The activity of one client call.</summary>
    public const string RequestActivity = "tiered_routing.request";

    /// <summary>The activity of one attempt, inside that of its request.</summary>
    public const string AttemptActivity = "tiered_routing.attempt";

    /// <summary>Histogram, seconds: how long client calls took.</summary>
    public const string RequestDuration = "tiered_routing.request.duration";

    /// <summary>Histogram, seconds: how long attempts took.</summary>
    public const string AttemptDuration = "tiered_routing.attempt.duration";

    /// <summary>Counter: client calls.</summary>
    public const string Requests = "tiered_routing.requests";

    /// <summary>Counter: attempts.</summary>
    public const string Attempts = "tiered_routing.attempts";

    /// <summary>Counter: moves to a higher tier, by trigger.</summary>
    public const string Escalations = "tiered_routing.escalations";

    /// <summary>Counter, in the ladder's currency: money spent.</summary>
    public const string Cost = "tiered_routing.cost";

    /// <summary>Counter: writes to an audit sink that failed.</summary>
    public const string AuditFailures = "tiered_routing.audit.failures";

    /// <summary>Gauge (an up-down counter that is observed): records that wait to be written to a file, by <see cref="AuditSink"/>.</summary>
    public const string AuditWaiting = "tiered_routing.audit.waiting";

    /// <summary>Counter: attempts that were not made because the money left could not pay for them, and requests that a cap of their contract did not let in.</summary>
    public const string BudgetRejections = "tiered_routing.budget.rejections";

    /// <summary>Counter: decisions about held work, by <see cref="Decision"/>.</summary>
    public const string Approvals = "tiered_routing.approvals";

    /// <summary>Histogram, seconds: how long held work waited for a decision.</summary>
    public const string ApprovalWait = "tiered_routing.approval.wait";

    /// <summary>Counter: answers that a person had to correct: drafts that were edited, and corrections within five minutes of the answer.</summary>
    public const string Corrections = "tiered_routing.corrections";

    /// <summary>Counter: what became of answers, by <see cref="FeedbackKind"/>.</summary>
    public const string Feedback = "tiered_routing.feedback";

    /// <summary>Counter: certified thresholds whose promise live feedback has shown to be broken, by contract and <see cref="Cohort"/>.</summary>
    public const string CalibrationAlarms = "tiered_routing.calibration.alarms";

    /// <summary>Counter: changes of the configuration that were not valid and left the last good one in force.</summary>
    public const string ReloadFailures = "tiered_routing.reload.failures";

    /// <summary>Counter: changes of endpoints' circuits, by <see cref="CircuitState"/>.</summary>
    public const string CircuitChanges = "tiered_routing.circuit.changes";

    /// <summary>Counter: calls that found no room at an endpoint, by <see cref="Limit"/>.</summary>
    public const string LimitRejections = "tiered_routing.limit.rejections";

    /// <summary>Histogram, seconds: how long calls waited for room at an endpoint.</summary>
    public const string LimitWait = "tiered_routing.limit.wait";

    /// <summary>Gauge, seconds: how fast the latest requests were answered, by contract, <see cref="Surface"/> and <see cref="Quantile"/>.</summary>
    public const string Latency = "tiered_routing.latency";

    /// <summary>Counter: second endpoints that were asked because the first was slow.</summary>
    public const string Hedges = "tiered_routing.hedges";

    /// <summary>Tag: the contract's name.</summary>
    public const string ContractName = "tiered_routing.contract.name";

    /// <summary>Tag: the tier's name.</summary>
    public const string TierName = "tiered_routing.tier.name";

    /// <summary>Tag: the endpoint's name.</summary>
    public const string EndpointName = "tiered_routing.endpoint.name";

    /// <summary>Tag: what a circuit changed to: open, halfOpen or closed.</summary>
    public const string CircuitState = "tiered_routing.circuit.state";

    /// <summary>Tag: the limit that was reached: concurrency, requestsPerMinute or tokensPerMinute.</summary>
    public const string Limit = "tiered_routing.limit.name";

    /// <summary>Tag: the surface, as the contract's latency budgets name it.</summary>
    public const string Surface = "tiered_routing.surface";

    /// <summary>Tag: the quantile, 0.5 or 0.95.</summary>
    public const string Quantile = "tiered_routing.quantile";

    /// <summary>Tag: the class, T0, T1 or T2.</summary>
    public const string Class = "tiered_routing.class";

    /// <summary>Tag: how the client call ended.</summary>
    public const string Outcome = "tiered_routing.outcome";

    /// <summary>Tag: why an answer was not acceptable.</summary>
    public const string Trigger = "tiered_routing.trigger";

    /// <summary>Tag: the name of a shared budget.</summary>
    public const string BudgetName = "tiered_routing.budget.name";

    /// <summary>Tag: what was decided about held work: approved, edited, rejected or expired.</summary>
    public const string Decision = "tiered_routing.decision";

    /// <summary>Tag: what became of an answer, such as corrected.</summary>
    public const string FeedbackKind = "tiered_routing.feedback.kind";

    /// <summary>Tag: the cohort. The first hundred keep their names, the others are <c>other</c>.</summary>
    public const string Cohort = "tiered_routing.cohort";

    /// <summary>Tag: what an audit sink calls itself.</summary>
    public const string AuditSink = "tiered_routing.audit.sink";

    /// <summary>Tag: the kind of an error; absent where there was none, and for what was cancelled.</summary>
    public const string ErrorType = "error.type";
}

using Microsoft.Extensions.Logging;

namespace TieredRouting.Telemetry;

/// <summary>Every log message. None holds text of a prompt or an answer.</summary>
internal static partial class RoutingLog
{
    [LoggerMessage(1, LogLevel.Debug, "Route {RouteId} of contract '{Contract}' ended {Outcome} on tier '{Tier}' after {Attempts} attempt(s), cost {Cost}")]
    public static partial void RouteEnded(this ILogger logger, string routeId, string contract, string outcome, string? tier, int attempts, decimal cost);

    [LoggerMessage(2, LogLevel.Information, "Route {RouteId} of contract '{Contract}' escalates from tier '{FromTier}' to '{ToTier}': {Trigger}")]
    public static partial void Escalated(this ILogger logger, string routeId, string contract, string fromTier, string toTier, string trigger);

    [LoggerMessage(3, LogLevel.Warning, "Signal '{Signal}' is unavailable: its extractor failed ({Reason})")]
    public static partial void SignalUnavailable(this ILogger logger, string signal, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Attempt on {Tier}/{Endpoint} for contract '{Contract}' failed: {Error}")]
    public static partial void AttemptFailed(this ILogger logger, string tier, string endpoint, string contract, string error);

    [LoggerMessage(5, LogLevel.Error, "Audit sink {Sink} failed for contract '{Contract}': {Reason}")]
    public static partial void AuditSinkFailed(this ILogger logger, string sink, string contract, string reason);

    [LoggerMessage(7, LogLevel.Error, "Gate '{Gate}' could not tell ({Reason}), so the answer is not let through")]
    public static partial void GateUnavailable(this ILogger logger, string gate, string reason);

    [LoggerMessage(8, LogLevel.Error, "The approval store refused a request of contract '{Contract}' ({Reason}); it fails closed")]
    public static partial void ApprovalStoreFailed(this ILogger logger, string contract, string reason);

    [LoggerMessage(9, LogLevel.Information, "No endpoint says whether it allows sensitive content, so the sensitive lane limits tools only")]
    public static partial void SensitivityNotStated(this ILogger logger);

    [LoggerMessage(10, LogLevel.Information, "The routing configuration was reloaded; its hash is {Hash}")]
    public static partial void Reloaded(this ILogger logger, string hash);

    [LoggerMessage(11, LogLevel.Error, "The changed routing configuration is not valid, and the last good one stays in force: {Errors}")]
    public static partial void ReloadFailed(this ILogger logger, string errors);

    [LoggerMessage(6, LogLevel.Warning, "Configuration is legal but unwise: {Warning}")]
    public static partial void ConfigurationWarning(this ILogger logger, string warning);

    [LoggerMessage(12, LogLevel.Warning, "Configuration is legal but unwise in {Count} more places")]
    public static partial void MoreConfigurationWarnings(this ILogger logger, int count);

    [LoggerMessage(40, LogLevel.Warning, "Budget {Budget} is {Level}: {Spent} of {Amount} is spent within its window")]
    public static partial void BudgetReached(this ILogger logger, string budget, string level, decimal spent, decimal amount);

    [LoggerMessage(41, LogLevel.Warning, "Control '{Control}' of {Source} was {Change}: {Reason}")]
    public static partial void ControlChanged(this ILogger logger, string control, string source, string change, string reason);

    [LoggerMessage(42, LogLevel.Error, "Audit sink {Sink} failed for the event '{Event}': {Reason}")]
    public static partial void AuditEventFailed(this ILogger logger, string sink, string @event, string reason);

    [LoggerMessage(43, LogLevel.Information, "The router is shutting down; {Requests} request(s) are under way")]
    public static partial void ShuttingDown(this ILogger logger, int requests);

    [LoggerMessage(44, LogLevel.Warning, "{Requests} request(s) did not end in time and are cancelled, as the router shuts down")]
    public static partial void CutOff(this ILogger logger, int requests);

    [LoggerMessage(45, LogLevel.Error, "What routes came to cannot be kept ({Reason}); it is counted in memory and tried again")]
    public static partial void LedgerNotKept(this ILogger logger, string reason);

    [LoggerMessage(50, LogLevel.Error, "An approved call of the tool '{Tool}' is not the call that a person was asked about; it counts as rejected")]
    public static partial void ApprovedCallSwapped(this ILogger logger, string tool);

    [LoggerMessage(51, LogLevel.Error, "The certified threshold of contract '{Contract}' for cohort '{Cohort}' no longer keeps its promise: {Wrong} of the {Judged} answers judged since were wrong, and at most {MaxError} of them were to be")]
    public static partial void PromiseBroken(this ILogger logger, string contract, string? cohort, long wrong, long judged, double maxError);

    [LoggerMessage(13, LogLevel.Error, "The chain of the audit file {File} is broken, and goes on with a record that says so: {Flaw}")]
    public static partial void AuditChainBroken(this ILogger logger, string file, string flaw);

    [LoggerMessage(15, LogLevel.Warning, "The audit file {File} is due to be rolled and cannot be renamed ({Reason}); it is written on")]
    public static partial void AuditFileNotRolled(this ILogger logger, string file, string reason);

    [LoggerMessage(16, LogLevel.Warning, "The audit file {File} is retired and cannot be deleted ({Reason}); that is tried again")]
    public static partial void AuditFileNotDeleted(this ILogger logger, string file, string reason);

    [LoggerMessage(14, LogLevel.Warning, "The last line of the audit file {File} was torn, as a crash leaves it; its {Bytes} bytes, which nobody was told were written, are taken away")]
    public static partial void AuditLineTorn(this ILogger logger, string file, long bytes);

    [LoggerMessage(46, LogLevel.Warning, "The circuit of {Tier}/{Endpoint} is open for {Seconds} s: it keeps failing or asks to be left alone ({Changes} change(s) since the last such message)")]
    public static partial void CircuitOpened(this ILogger logger, string tier, string endpoint, double seconds, int changes);

    [LoggerMessage(47, LogLevel.Information, "The circuit of {Tier}/{Endpoint} is closed: it answers again")]
    public static partial void CircuitClosed(this ILogger logger, string tier, string endpoint);

    [LoggerMessage(52, LogLevel.Warning, "The audit sink {Sink} keeps no events, such as {Event}: it has no WriteEventAsync. That somebody decided, switched or corrected something is not on record there")]
    public static partial void AuditSinkKeepsNoEvents(this ILogger logger, string sink, string @event);
}

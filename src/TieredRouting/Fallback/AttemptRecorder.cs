using Microsoft.Extensions.Logging;
using TieredRouting.Economics;
using TieredRouting.Endpoints;
using TieredRouting.Telemetry;

namespace TieredRouting.Fallback;

/// <summary>Puts attempts and escalations on a run's books, and into telemetry; and tells endpoints how they did.</summary>
internal sealed class AttemptRecorder(RoutingMetrics metrics, ILogger logger, EndpointStates endpoints, TimeProvider time)
{
    /// <summary>Books an attempt that was made. One that was accepted is progress, and is given back.</summary>
    public void Record(RouteRun run, TierEndpoint endpoint, ModelCallResult result, AttemptVerdict verdict, string? error, bool repaired = false, ConfidenceLevel? confidence = null, int? saved = null)
    {
        if (verdict.IsAccepted)
            run.State.GiveBackAttempt();
        var attempt = ToAttempt(endpoint, result, verdict, error, repaired, confidence, saved);
        run.Attempts.Add(attempt);
        Note(run, endpoint, result, error);
        Report(run, attempt);
    }

    /// <summary>
    /// Books the passes of a disagreement check, in their order. They are one attempt and share one verdict; what broke it stands on the pass that decided.
    /// </summary>
    public void Record(RouteRun run, IReadOnlyList<Pass> passes, PassDecision decided)
    {
        if (decided.Verdict.IsAccepted)
            run.State.GiveBackAttempt();
        var shared = decided.Verdict.IsAccepted ? decided.Verdict : AttemptVerdict.Rejected(decided.Verdict.Triggers[0]);
        var attempts = passes.Select(pass => ToAttempt(pass, decided, shared)).ToList();
        run.Attempts.AddRange(attempts);
        for (var i = 0; i < attempts.Count; i++)
            Note(run, passes[i].Endpoint, passes[i].Call.Result, attempts[i].Error);
        attempts.ForEach(attempt => Report(run, attempt));
    }

    /// <summary>Books calls of which each was judged by itself, in their order.</summary>
    public void RecordEach(RouteRun run, IReadOnlyList<PassDecision> calls)
    {
        foreach (var call in calls)
        {
            var attempt = ToAttempt(call.By, call, call.Verdict);
            if (call.Verdict.IsAccepted)
                run.State.GiveBackAttempt();
            run.Attempts.Add(attempt);
            Note(run, call.By.Endpoint, call.By.Call.Result, attempt.Error);
            Report(run, attempt);
        }
    }

    /// <summary>Books a call that served the request and answered nothing: a judge's, a classifier's. It uses up no attempt.</summary>
    /// <param name="run">The request.</param>
    /// <param name="kind">What the call was for.</param>
    /// <param name="endpoint">Where it went.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="isRead">Whether its reply could be read.</param>
    public void RecordBeside(RouteRun run, CallKind kind, TierEndpoint endpoint, ModelCallResult result, bool isRead)
    {
        var (trigger, error) = result.Exception is null ? (Trigger.SchemaFailure, null) : CallFailure.Named(result, over: false);
        var attempt = ToAttempt(endpoint, result, isRead ? AttemptVerdict.Accepted : AttemptVerdict.Rejected(trigger), error) with { Kind = kind };
        run.Attempts.Add(attempt);
        Note(run, endpoint, result, error);
        Report(run, attempt);
    }

    private static Attempt ToAttempt(Pass pass, PassDecision decided, AttemptVerdict shared)
    {
        var decides = pass == decided.By;
        var repaired = shared.IsAccepted && pass.Check?.IsRepaired == true;
        return ToAttempt(pass.Endpoint, pass.Call.Result, decides ? decided.Verdict : shared, decides ? decided.Error : pass.Error, repaired, pass.Check?.Confidence) with { Kind = pass.Kind };
    }

    private void Note(RouteRun run, TierEndpoint endpoint, ModelCallResult result, string? error)
    {
        var signal = EndpointSignals.Of(error, result, run.Contract.Fallback.Deadline);
        var wait = signal == CircuitSignal.Failure && result.Exception is { } exception ? RetryAfter.Of(exception, time.GetUtcNow()) : null;
        endpoints.Of(endpoint).Note(endpoint, signal, result.IsProbe, wait);
        if (signal == CircuitSignal.Success)
            endpoints.Measured(endpoint, result.FirstContent ?? result.Duration);
    }

    /// <summary>What was cancelled is counted and paid for, and is no failure.</summary>
    private void Report(RouteRun run, Attempt attempt)
    {
        var error = attempt.Error == CallFailure.Cancelled ? null : attempt.Error;
        metrics.AttemptEnded(run.Contract.Name, attempt.Tier, error, attempt.Duration, attempt.Cost);
        if (error is not null)
            logger.AttemptFailed(attempt.Tier, attempt.Endpoint, run.Contract.Name, error);
    }

    /// <summary>Counts an escalation once its attempt is made: one that a bound forbids is none.</summary>
    public void NoteEscalation(RouteRun run, TierEndpoint to)
    {
        if (run.Escalating is not var (from, why))
            return;
        run.Escalating = null;
        run.Escalations++;
        var trigger = EnumNames.Of(why);
        metrics.Escalated(run.Contract.Name, from.Tier, trigger);
        logger.Escalated(run.State.Id, run.Contract.Name, from.Tier, to.Tier, trigger);
    }

    /// <summary>Counts a second endpoint that is asked because the first is slow.</summary>
    public void NoteHedge(RouteRun run, TierEndpoint endpoint) => metrics.Hedged(run.Contract.Name, endpoint.Tier);

    /// <summary>Notes how long a call waited for room.</summary>
    public void NoteWait(TierEndpoint endpoint, TimeSpan wait) => metrics.LimitWaited(endpoint.Tier, endpoint.Name, wait);

    /// <summary>Counts an attempt that was not made for want of money.</summary>
    public void NoteBudget(RouteRun run, string? budget) => metrics.BudgetRejected(run.Contract.Name, budget);

    private static Attempt ToAttempt(TierEndpoint endpoint, ModelCallResult result, AttemptVerdict verdict, string? error, bool repaired = false, ConfidenceLevel? confidence = null, int? saved = null) => new()
    {
        Tier = endpoint.Tier,
        Endpoint = endpoint.Name,
        Region = endpoint.Regions.Count == 0 ? null : string.Join(',', endpoint.Regions),
        Verdict = verdict,
        Error = error,
        Duration = result.Duration,
        FirstContent = result.FirstContent,
        Usage = result.Usage,
        Cost = result.Cost,
        Estimated = result.Estimated,
        Redacted = result.Redacted,
        Repaired = repaired,
        Confidence = confidence,
        SavedOutputTokens = saved,
    };
}

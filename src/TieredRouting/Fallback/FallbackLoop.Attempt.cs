using System.Diagnostics;
using Microsoft.Extensions.AI;
using TieredRouting.Economics;
using TieredRouting.Redaction;
using TieredRouting.Telemetry;
using TieredRouting.Validation;

namespace TieredRouting.Fallback;

internal sealed partial class FallbackLoop
{
    private async ValueTask<AttemptResult> AttemptAsync(
        RouteRun run, FallbackCursor cursor, IReadOnlyList<ChatMessage> messages, bool streaming, RouteDeadline deadline)
    {
        var endpoint = cursor.Endpoint;
        var planned = Plan(run, cursor, messages);
        if (Array.Exists(planned, static call => !call.Allowance.Affordable))
            return NotPaidFor(run);
        if (!run.State.TryBeginAttempt(run.Contract.Fallback.MaxAttempts))
            return FallbackEnding.Exhausted(run, $"all {run.Contract.Fallback.MaxAttempts} attempts are used up");
        var ask = _escalations.AskAbout(run, cursor, planned);
        if (ask is not null && !_escalations.IsGranted(run, ask))
            return NotMade(run, EscalationDoor.Held(ask, ladder.Currency));
        // An answer that nothing would be compared with must not go out, so all passes are paid for or none is made.
        using var admission = planned is [var single] ? await AdmitAsync(run, cursor, single.Call, deadline) : door.Admit(Array.ConvertAll(planned, static call => call.Call));
        if (admission.BarredAt is { } barred)
            return Skipped(run, barred, admission.Barred);
        if (admission.Refused is { } refused)
            return Refused(run, refused);
        // What finds no room or no money has used nothing up.
        if (ask is not null && await EscalationDoor.UseAsync(run) is { } unusable)
            return NotMade(run, unusable);
        recorder.NoteEscalation(run, endpoint);

        using var activity = activities.StartActivity(TieredRoutingTelemetry.AttemptActivity, ActivityKind.Internal);
        activity?.SetTag(TieredRoutingTelemetry.ContractName, run.Contract.Name).SetTag(TieredRoutingTelemetry.TierName, endpoint.Tier);
        if (planned is not [var only])
            return await PassesAsync(run, planned, admission, deadline);
        if (streaming && !checks.NeedWhole(run))
            return await OpenAsync(run, only, admission, deadline);
        if (HedgeDelay.Of(run, cursor) is { } delay)
            return await HedgedAsync(run, cursor, only, admission, delay, messages, deadline);
        return streaming && run.Shape is { } shape
            ? await WatchAsync(run, only, admission, new AnswerWatch(shape, run.Contract.Reading), deadline)
            : await AnswerAsync(run, only, admission, deadline);
    }

    /// <summary>The calls of an attempt: one, or as many as the contract compares.</summary>
    private PlannedCall[] Plan(RouteRun run, FallbackCursor cursor, IReadOnlyList<ChatMessage> messages)
    {
        var others = PassEndpoints.Of(run, cursor);
        if (others.Length == 0)
            return [Plan(run, CallKind.Answer, cursor.Endpoint, messages, shares: 1)];
        var shares = others.Length + 1;
        return [Plan(run, CallKind.Answer, cursor.Endpoint, messages, shares), .. Array.ConvertAll(others, other => Plan(run, CallKind.Pass, other, messages, shares))];
    }

    /// <summary>A call, and what it may answer for its share of the money that is left.</summary>
    private PlannedCall Plan(RouteRun run, CallKind kind, TierEndpoint endpoint, IReadOnlyList<ChatMessage> messages, int shares)
    {
        var options = CallOptions.For(run, endpoint);
        var redacted = run.Placeholders is { } placeholders ? RedactedPrompt.Of(messages, options, run.Contract.Redaction!, placeholders, endpoint, run.Recognized) : null;
        messages = redacted?.Messages ?? messages;
        var prompt = PromptSize.Of(messages, options, run.SchemaTokens, run.State.Budget.IsLimited ? exactCounter : null);
        var allowance = OutputAllowance.Of(run, endpoint, prompt, shares);
        options.MaxOutputTokens = allowance.Limit;
        var call = new ModelCall(kind, run.Contract, run.Decision.Lane, endpoint, messages, options, prompt, allowance.Reserved, run.State.Budget)
        {
            Restoring = redacted,
            NeedsJudgement = run.Decision.Class != WorkClass.T0,
        };
        return new(call, allowance);
    }

    private static AttemptResult NotMade(RouteRun run, RouteEnding why)
    {
        run.State.GiveBackAttempt();
        return why;
    }

    private AttemptResult NotPaidFor(RouteRun run)
    {
        var shared = run.State.Budget.RefusedBy();
        recorder.NoteBudget(run, shared?.Name);
        var why = shared is null ? RefusalReasons.Budget : $"{RefusalReasons.Budget}: the budget {shared.InWords} is spent or set aside";
        return run.Contract.Fallback.For(Trigger.Exhausted).Kind == FallbackActionKind.HumanReview
            ? FallbackEnding.Exhausted(run, why)
            : RouteEnding.FailedClosed("budget", why);
    }

    private async ValueTask<AttemptResult> AnswerAsync(RouteRun run, PlannedCall planned, IAdmission admission, RouteDeadline deadline) =>
        await JudgeAsync(run, planned, await admission.CallAsync(planned.Call, deadline.Token), deadline);

    /// <summary>Reads an answer that must be seen whole as it comes, and leaves it as soon as it can no longer keep its schema.</summary>
    private async ValueTask<AttemptResult> WatchAsync(RouteRun run, PlannedCall planned, IAdmission admission, AnswerWatch watch, RouteDeadline deadline)
    {
        using var stop = new FollowingSource(deadline.Token);
        var answer = await WatchedAnswer.ReadAsync(admission.Open(planned.Call, stop.Token), planned.Call, watch);
        if (answer.Broken is { } rule)
        {
            stop.Stop();
            return Stopped(run, planned.Call.Endpoint, answer, [new("", rule)]);
        }

        if (!answer.Unfinished)
            return await JudgeAsync(run, planned, answer.Result, deadline);
        recorder.Record(run, planned.Call.Endpoint, answer.Result, AttemptVerdict.Rejected(Trigger.Truncated), StreamEnd.Unfinished);
        return new AttemptResult { Trigger = Trigger.Truncated, Error = ErrorKind.Network };
    }

    private AttemptResult Stopped(RouteRun run, TierEndpoint endpoint, WatchedAnswer answer, IReadOnlyList<AnswerViolation> violations)
    {
        recorder.Record(run, endpoint, answer.Result, AttemptVerdict.Rejected(Trigger.SchemaFailure, violations), error: null, saved: answer.Saved);
        return new AttemptResult { Trigger = Trigger.SchemaFailure, Response = answer.Result.Response, Violations = violations };
    }

    private async ValueTask<AttemptResult> JudgeAsync(RouteRun run, PlannedCall planned, ModelCallResult result, RouteDeadline deadline)
    {
        var call = planned.Call;
        if (result.Response is not { } response)
            return NotAnswered(run, call, result, deadline);
        CheckedAnswer check;
        AttemptResult judged;
        try
        {
            check = await CheckAsync(run, response, planned.Allowance.Limit, deadline);
            judged = check.Verdict.IsAccepted ? Accepted(run, call.Endpoint, response, check) : Rejected(check, response);
        }
        catch (Exception exception)
        {
            // An answer that breaks what looks at it is on record too, and paid for.
            (check, judged) = (CheckedAnswer.Broken, RouteEnding.Failed(exception, CheckedAnswer.Broken.Error!));
        }

        run.Gates = check.Gates;
        recorder.Record(run, call.Endpoint, result, check.Verdict, check.Error, check.IsRepaired, check.Confidence);
        return judged;
    }

    /// <summary>Looks at an answer. Where a gate could not tell because it was broken off, that is no failure of the gate.</summary>
    private async ValueTask<CheckedAnswer> CheckAsync(RouteRun run, ChatResponse response, int? outputLimit, RouteDeadline deadline)
    {
        var check = await checks.CheckAsync(run, response, outputLimit, deadline.Token);
        return check.IsUndecided && deadline.Token.IsCancellationRequested
            ? CheckedAnswer.Rejected(Trigger.Timeout, error: CallFailure.BrokenOff(deadline)) with { Gates = check.Gates }
            : check;
    }

    private static AttemptResult Accepted(RouteRun run, TierEndpoint endpoint, ChatResponse response, CheckedAnswer check)
    {
        run.State.Endpoint = endpoint;
        run.IsStep = check.IsStep;
        return new RouteEnding(run.HoldsDraft && !check.IsStep ? Outcome.HeldForApproval : Outcome.Released, ReleasedAnswer.Of(run, endpoint, response, check));
    }

    /// <summary>An error inside an answer is an error all the same: another endpoint of the tier may not have it.</summary>
    private static AttemptResult Rejected(CheckedAnswer check, ChatResponse response) => new()
    {
        Trigger = check.Verdict.Triggers[0],
        Error = check.Error is null ? null : ErrorKind.ServerError,
        Response = response,
        Violations = check.Verdict.Violations,
    };

    private AttemptResult NotAnswered(RouteRun run, ModelCall call, ModelCallResult result, RouteDeadline deadline)
    {
        run.LastException = result.Exception;
        var failure = CallFailure.Of(result, deadline);
        recorder.Record(run, call.Endpoint, result, AttemptVerdict.Rejected(failure.Trigger), failure.Error);
        return failure.Result;
    }

    private AttemptResult Refused(RouteRun run, string why)
    {
        run.State.GiveBackAttempt();
        return why switch
        {
            RefusalReasons.Budget => NotPaidFor(run),
            RefusalReasons.NotRedacted => RouteEnding.FailedClosed("redaction", why),
            // A control came after it was looked for, as while the call waited: it is looked for again, and says where the request may go.
            RefusalReasons.Barred => new AttemptResult { IsOvertaken = true },
            _ => RouteEnding.FailedClosed("residency", why),
        };
    }
}

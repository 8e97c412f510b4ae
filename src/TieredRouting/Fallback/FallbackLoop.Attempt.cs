using System.Diagnostics;
using Microsoft.Extensions.AI;
using TieredRouting.Economics;
using TieredRouting.Telemetry;

namespace TieredRouting.Fallback;

internal sealed partial class FallbackLoop
{
    private async ValueTask<AttemptResult> AttemptAsync(
        RouteRun run, FallbackCursor cursor, IReadOnlyList<ChatMessage> messages, bool streaming, RouteDeadline deadline)
    {
        var endpoint = cursor.Endpoint;
        var options = CallOptions.For(run, endpoint);
        var prompt = PromptSize.Of(messages, options, run.SchemaTokens, run.State.Budget.IsLimited ? exactCounter : null);
        var allowance = OutputAllowance.Of(run, endpoint, prompt);
        if (!allowance.Affordable)
            return NotPaidFor(run);
        if (!run.State.TryBeginAttempt(run.Contract.Fallback.MaxAttempts))
            return FallbackEnding.Exhausted(run, $"all {run.Contract.Fallback.MaxAttempts} attempts are used up");
        recorder.NoteEscalation(run, endpoint);
        options.MaxOutputTokens = allowance.Limit;
        var call = new ModelCall(CallKind.Answer, run.Contract, run.Decision.Lane, endpoint, messages, options, prompt, allowance.Reserved, run.State.Budget) { Deadline = deadline.TimeIsOver };

        using var activity = activities.StartActivity(TieredRoutingTelemetry.AttemptActivity, ActivityKind.Internal);
        activity?.SetTag(TieredRoutingTelemetry.ContractName, run.Contract.Name).SetTag(TieredRoutingTelemetry.TierName, endpoint.Tier);
        return streaming && !checks.NeedWhole(run)
            ? await OpenAsync(run, call, allowance.Limit, deadline)
            : await AnswerAsync(run, call, allowance.Limit, deadline);
    }

    private AttemptResult NotPaidFor(RouteRun run)
    {
        recorder.NoteBudget(run);
        return run.Contract.Fallback.For(Trigger.Exhausted).Kind == FallbackActionKind.HumanReview
            ? FallbackEnding.Exhausted(run, RefusalReasons.Budget)
            : RouteEnding.FailedClosed("budget", RefusalReasons.Budget);
    }

    private async ValueTask<AttemptResult> AnswerAsync(RouteRun run, ModelCall call, int? outputLimit, RouteDeadline deadline)
    {
        var result = await door.CallAsync(call, deadline.Token);
        if (result.Response is not { } response)
            return NotAnswered(run, call, result, deadline);
        var check = await checks.CheckAsync(run, response, outputLimit, deadline.Token);
        recorder.Record(run, call.Endpoint, result, check.Verdict, check.Error, check.IsRepaired);
        if (!check.Verdict.IsAccepted)
            return Rejected(check, response);
        run.State.Endpoint = call.Endpoint;
        run.IsStep = check.IsStep;
        return new RouteEnding(run.HoldsDraft && !check.IsStep ? Outcome.HeldForApproval : Outcome.Released, ReleasedAnswer.Of(run, call.Endpoint, response, check));
    }

    /// <summary>An error inside an answer is an error all the same: another endpoint of the tier may not have it.</summary>
    private static AttemptResult Rejected(CheckedAnswer check, ChatResponse response) => new()
    {
        Trigger = check.Verdict.Triggers[0],
        Error = check.Error is null ? null : ErrorKind.ServerError,
        Response = response,
        Violations = check.Verdict.Violations,
    };

    /// <summary>Reads up to the first content that may go out: until then, the fallback may still move on.</summary>
    private async ValueTask<AttemptResult> OpenAsync(RouteRun run, ModelCall call, int? outputLimit, RouteDeadline deadline)
    {
        var notes = new StreamNotes(run, call.Endpoint, outputLimit);
        var answer = new OpenAnswer(run, this, call.Endpoint, door.Open(call, deadline.Token), checks.HeldUpdatesOf(run), notes, deadline);
        if (await answer.OpenAsync())
            return new RouteEnding(Outcome.Released, Stream: answer);
        var (result, end) = await answer.CloseAsync();
        if (end.Error is null && result is not { Exception: null, Refused: null })
            return NotAnswered(run, call, result, deadline);
        recorder.Record(run, call.Endpoint, result, AttemptVerdict.Rejected(end.Trigger, end.Violations), end.RecordedError);
        return new AttemptResult { Trigger = end.Trigger, Error = end.Kind, Violations = end.Violations };
    }

    private AttemptResult NotAnswered(RouteRun run, ModelCall call, ModelCallResult result, RouteDeadline deadline)
    {
        if (result.Refused is { } refused)
            return Refused(run, refused);
        var exception = result.Exception!;
        run.LastException = exception;
        if (deadline.Cancelled)
        {
            recorder.Record(run, call.Endpoint, result, AttemptVerdict.Rejected(Trigger.Timeout), "cancelled");
            return RouteEnding.Cancelled(exception);
        }

        var kind = deadline.IsOver ? ErrorKind.Timeout : ErrorClassifier.Classify(exception);
        var (trigger, error) = FailureOf(result, deadline.IsOver);
        recorder.Record(run, call.Endpoint, result, AttemptVerdict.Rejected(trigger), error);
        return ErrorClassifier.IsMendable(kind)
            ? new AttemptResult { Trigger = trigger, Error = kind }
            : RouteEnding.Failed(exception, error);
    }

    private AttemptResult Refused(RouteRun run, string why)
    {
        run.State.GiveBackAttempt();
        return why == RefusalReasons.Budget ? NotPaidFor(run) : RouteEnding.FailedClosed("residency", why);
    }

    /// <summary>Ends an answer that streamed to the caller.</summary>
    public RouteEnding EndStream(RouteRun run, TierEndpoint endpoint, ModelCallResult result, StreamEnd end, RouteDeadline deadline)
    {
        var cancelled = end.Abandoned || deadline.Cancelled;
        var over = deadline.IsOver;
        deadline.Dispose();
        if (cancelled)
            return Cancelled(run, endpoint, result);
        if (end.Error is not null)
            return Spoilt(run, endpoint, result, end);
        return result.Exception is null ? Ended(run, endpoint, result, end) : Broken(run, endpoint, result, over);
    }

    private RouteEnding Cancelled(RouteRun run, TierEndpoint endpoint, ModelCallResult result)
    {
        recorder.Record(run, endpoint, result, AttemptVerdict.Rejected(Trigger.ProviderError), "cancelled");
        return RouteEnding.Cancelled(result.Exception);
    }

    /// <summary>What came is no answer, and nothing of it can be taken back: that is a failure, and never a finished answer.</summary>
    private RouteEnding Spoilt(RouteRun run, TierEndpoint endpoint, ModelCallResult result, StreamEnd end)
    {
        recorder.Record(run, endpoint, result, AttemptVerdict.Rejected(end.Trigger, end.Violations), end.RecordedError);
        return end.Error == StreamEnd.Gate
            ? RouteEnding.FailedClosed("gate", $"{string.Join(", ", end.Violations.Select(violation => violation.Rule))} after its first content")
            : RouteEnding.FailedClosed("stream", $"it failed after its first content ({end.Error})");
    }

    private RouteEnding Broken(RouteRun run, TierEndpoint endpoint, ModelCallResult result, bool over)
    {
        var (trigger, kind) = FailureOf(result, over);
        recorder.Record(run, endpoint, result, AttemptVerdict.Rejected(trigger), kind);
        return over || result.Stalled
            ? RouteEnding.FailedClosed("stream", $"it failed after its first content ({kind})")
            : RouteEnding.Failed(result.Exception!, kind);
    }

    /// <summary>Text that has gone out cannot be taken back; a call that may be cut off has not been made yet.</summary>
    private RouteEnding Ended(RouteRun run, TierEndpoint endpoint, ModelCallResult result, StreamEnd end)
    {
        recorder.Record(run, endpoint, result, end.Flaw is null ? AttemptVerdict.Accepted : AttemptVerdict.Rejected(end.Trigger), error: null);
        run.State.Endpoint = endpoint;
        return run.IsStep && end.Flaw is not null
            ? RouteEnding.FailedClosed("stream", $"its tool calls may be incomplete ({EnumNames.Of(end.Trigger)})")
            : new RouteEnding(Outcome.Released);
    }

    private static (Trigger Trigger, string Error) FailureOf(ModelCallResult result, bool over)
    {
        if (result.Stalled)
            return (Trigger.Stalled, StreamEnd.Stalled);
        var kind = over ? ErrorKind.Timeout : ErrorClassifier.Classify(result.Exception!);
        return (kind == ErrorKind.Timeout ? Trigger.Timeout : Trigger.ProviderError, EnumNames.Of(kind));
    }
}

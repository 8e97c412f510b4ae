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
        var others = PassEndpoints.Of(run, cursor);
        var shares = others.Length + 1;
        var first = Plan(run, CallKind.Answer, endpoint, messages, shares, deadline);
        // An answer that nothing would be compared with must not go out, so all passes are paid for or none is made.
        PlannedCall[] passes = others.Length == 0 ? [] : Plan(run, others, messages, shares, deadline);
        if (!first.Allowance.Affordable || Array.Exists(passes, static pass => !pass.Allowance.Affordable))
            return NotPaidFor(run);
        if (!run.State.TryBeginAttempt(run.Contract.Fallback.MaxAttempts))
            return FallbackEnding.Exhausted(run, $"all {run.Contract.Fallback.MaxAttempts} attempts are used up");
        recorder.NoteEscalation(run, endpoint);

        using var activity = activities.StartActivity(TieredRoutingTelemetry.AttemptActivity, ActivityKind.Internal);
        activity?.SetTag(TieredRoutingTelemetry.ContractName, run.Contract.Name).SetTag(TieredRoutingTelemetry.TierName, endpoint.Tier);
        if (passes.Length > 0)
            return await PassesAsync(run, [first, .. passes], deadline);
        return streaming && !run.NeedsWholeAnswer
            ? await OpenAsync(run, first.Call, first.Allowance.Limit, deadline)
            : await AnswerAsync(run, first.Call, first.Allowance.Limit, deadline);
    }

    private PlannedCall[] Plan(RouteRun run, TierEndpoint[] others, IReadOnlyList<ChatMessage> messages, int shares, RouteDeadline deadline) =>
        Array.ConvertAll(others, other => Plan(run, CallKind.Pass, other, messages, shares, deadline));

    /// <summary>A call, and what it may answer for its share of the money that is left.</summary>
    private PlannedCall Plan(RouteRun run, CallKind kind, TierEndpoint endpoint, IReadOnlyList<ChatMessage> messages, int shares, RouteDeadline deadline)
    {
        var options = CallOptions.For(run, endpoint);
        var prompt = PromptSize.Of(messages, options, run.SchemaTokens, run.State.Budget.IsLimited ? exactCounter : null);
        var allowance = OutputAllowance.Of(run, endpoint, prompt, shares);
        options.MaxOutputTokens = allowance.Limit;
        var call = new ModelCall(kind, run.Contract, run.Decision.Lane, endpoint, messages, options, prompt, allowance.Reserved, run.State.Budget) { Deadline = deadline.TimeIsOver };
        return new(call, allowance);
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
        recorder.Record(run, call.Endpoint, result, check.Verdict, check.Error, check.IsRepaired, check.Confidence);
        return check.Verdict.IsAccepted ? Accepted(run, call.Endpoint, response, check) : Rejected(check, response);
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

    /// <summary>Reads up to the first content: until then, the fallback may still move on.</summary>
    private async ValueTask<AttemptResult> OpenAsync(RouteRun run, ModelCall call, int? outputLimit, RouteDeadline deadline)
    {
        var stream = door.Open(call, deadline.Token);
        var first = new Queue<ChatResponseUpdate>();
        var (saysError, refused) = (false, false);
        while (!saysError && await stream.ReadAsync())
        {
            if (stream.Current.Contents.Holds(content => AnswerChecks.IsForbidden(run, content)))
                return await ForbiddenAsync(run, call, stream);
            saysError = stream.Current.Contents.OfType<ErrorContent>().Any();
            refused = stream.Current.Contents.Holds(AnswerChecks.IsRefusal) || (!saysError && (refused || stream.Current.FinishReason == ChatFinishReason.ContentFilter));
            first.Enqueue(stream.Current);
            if (!saysError && stream.Current.Contents.Any(IsContent))
                return new RouteEnding(Outcome.Released, Stream: new OpenAnswer(run, this, call.Endpoint, stream, first, outputLimit, deadline));
        }

        await stream.DisposeAsync();
        var result = stream.Result!;
        if (!saysError && result is not { Exception: null, Refused: null })
            return NotAnswered(run, call, result, deadline);
        if (refused)
        {
            recorder.Record(run, call.Endpoint, result, AttemptVerdict.Rejected(Trigger.Refusal), error: null);
            return new AttemptResult { Trigger = Trigger.Refusal };
        }

        recorder.Record(run, call.Endpoint, result, AttemptVerdict.Rejected(Trigger.ProviderError), saysError ? "errorContent" : "empty");
        return new AttemptResult { Trigger = Trigger.ProviderError, Error = ErrorKind.ServerError };
    }

    /// <summary>Nothing has gone out yet, so a call that the lane does not allow is a gate failure like any other.</summary>
    private async ValueTask<AttemptResult> ForbiddenAsync(RouteRun run, ModelCall call, IMeteredStream stream)
    {
        await stream.DisposeAsync();
        recorder.Record(run, call.Endpoint, stream.Result!, AttemptVerdict.Rejected(Trigger.GateFailure, AnswerChecks.NotOffered), error: null);
        return new AttemptResult { Trigger = Trigger.GateFailure, Violations = AnswerChecks.NotOffered };
    }

    /// <summary>Whether there is anything to show: providers also open a stream with an empty text.</summary>
    private static bool IsContent(AIContent content) => content is not (UsageContent or TextContent { Text.Length: 0 });

    private AttemptResult NotAnswered(RouteRun run, ModelCall call, ModelCallResult result, RouteDeadline deadline)
    {
        if (result.Refused is { } refused)
            return Refused(run, refused);
        run.LastException = result.Exception;
        var failure = CallFailure.Of(result.Exception!, deadline);
        recorder.Record(run, call.Endpoint, result, AttemptVerdict.Rejected(failure.Trigger), failure.Error);
        return failure.Result;
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
        if (!cancelled && result.Exception is null && end.Error is null)
        {
            recorder.Record(run, endpoint, result, end.Flaw is { } flaw ? AttemptVerdict.Rejected(flaw) : AttemptVerdict.Accepted, error: null);
            run.State.Endpoint = endpoint;
            // Text that has gone out cannot be taken back; a call that may be cut off has not been made yet.
            return run.IsStep && end.Flaw is not null
                ? RouteEnding.FailedClosed("stream", $"its tool calls may be incomplete ({EnumNames.Of(end.Flaw.Value)})")
                : new RouteEnding(Outcome.Released);
        }

        var error = cancelled ? "cancelled" : end.Error ?? EnumNames.Of(over ? ErrorKind.Timeout : ErrorClassifier.Classify(result.Exception!));
        recorder.Record(run, endpoint, result, AttemptVerdict.Rejected(end.Error is not null && end.Flaw == Trigger.Refusal ? Trigger.Refusal : TriggerOf(error)), error);
        if (cancelled)
            return RouteEnding.Cancelled(result.Exception);
        return over || end.Error is not null
            ? RouteEnding.FailedClosed("stream", $"it failed after its first content ({error})")
            : RouteEnding.Failed(result.Exception!, error);
    }

    private static Trigger TriggerOf(string error) => error switch
    {
        "timeout" => Trigger.Timeout,
        StreamEnd.ForbiddenTool => Trigger.GateFailure,
        _ => Trigger.ProviderError,
    };
}

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
        var prompt = PromptSize.Of(messages, options, run.SchemaTokens, run.Contract.Fallback.MaxCost is null ? null : exactCounter);
        var allowance = OutputAllowance.Of(run, endpoint, prompt);
        if (!allowance.Affordable)
            return NotPaidFor(run);
        if (!run.State.TryBeginAttempt(run.Contract.Fallback.MaxAttempts))
            return Exhausted(run, $"all {run.Contract.Fallback.MaxAttempts} attempts are used up");
        NoteEscalation(run, endpoint);
        options.MaxOutputTokens = allowance.Limit;
        var call = new ModelCall(CallKind.Answer, run.Contract, run.Decision.Lane, endpoint, messages, options, prompt, allowance.Reserved, run.State.Budget) { Deadline = deadline.TimeIsOver };

        using var activity = metrics.Activities.StartActivity(TieredRoutingTelemetry.AttemptActivity, ActivityKind.Internal);
        activity?.SetTag(TieredRoutingTelemetry.ContractName, run.Contract.Name).SetTag(TieredRoutingTelemetry.TierName, endpoint.Tier);
        return streaming && !run.NeedsWholeAnswer
            ? await OpenAsync(run, call, allowance.Limit, deadline)
            : await AnswerAsync(run, call, allowance.Limit, deadline);
    }

    private AttemptResult NotPaidFor(RouteRun run)
    {
        metrics.BudgetRejected(run.Contract.Name);
        return run.Contract.Fallback.For(Trigger.Exhausted).Kind == FallbackActionKind.HumanReview
            ? Exhausted(run, RefusalReasons.Budget)
            : RouteEnding.FailedClosed("budget", RefusalReasons.Budget);
    }

    private async ValueTask<AttemptResult> AnswerAsync(RouteRun run, ModelCall call, int? outputLimit, RouteDeadline deadline)
    {
        var result = await door.CallAsync(call, deadline.Token);
        if (result.Response is not { } response)
            return NotAnswered(run, call, result, deadline);
        var check = await checks.CheckAsync(run, response, outputLimit, deadline.Token);
        Record(run, call.Endpoint, result, check.Verdict, check.Error);
        if (!check.Verdict.IsAccepted)
            return Rejected(check, response);
        run.State.Stay(call.Endpoint, run.Decision.Class);
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

    /// <summary>Reads up to the first content: until then, the fallback may still move on.</summary>
    private async ValueTask<AttemptResult> OpenAsync(RouteRun run, ModelCall call, int? outputLimit, RouteDeadline deadline)
    {
        var stream = door.Open(call, deadline.Token);
        var first = new Queue<ChatResponseUpdate>();
        var (saysError, refused) = (false, false);
        while (!saysError && await stream.ReadAsync())
        {
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
            Record(run, call.Endpoint, result, AttemptVerdict.Rejected(Trigger.Refusal), error: null);
            return new AttemptResult { Trigger = Trigger.Refusal };
        }

        Record(run, call.Endpoint, result, AttemptVerdict.Rejected(Trigger.ProviderError), saysError ? "errorContent" : "empty");
        return new AttemptResult { Trigger = Trigger.ProviderError, Error = ErrorKind.ServerError };
    }

    /// <summary>Whether there is anything to show: providers also open a stream with an empty text.</summary>
    private static bool IsContent(AIContent content) => content is not (UsageContent or TextContent { Text.Length: 0 });

    private AttemptResult NotAnswered(RouteRun run, ModelCall call, ModelCallResult result, RouteDeadline deadline)
    {
        if (result.Refused is not null)
            run.State.GiveBackAttempt();
        if (result.Refused is { } refused)
            return refused == RefusalReasons.Budget ? NotPaidFor(run) : RouteEnding.FailedClosed("residency", refused);
        var exception = result.Exception!;
        run.LastException = exception;
        if (deadline.Cancelled)
        {
            Record(run, call.Endpoint, result, AttemptVerdict.Rejected(Trigger.Timeout), "cancelled");
            return RouteEnding.Cancelled(exception);
        }

        var kind = deadline.IsOver ? ErrorKind.Timeout : ErrorClassifier.Classify(exception);
        var trigger = kind == ErrorKind.Timeout ? Trigger.Timeout : Trigger.ProviderError;
        Record(run, call.Endpoint, result, AttemptVerdict.Rejected(trigger), EnumNames.Of(kind));
        return ErrorClassifier.IsMendable(kind)
            ? new AttemptResult { Trigger = trigger, Error = kind }
            : RouteEnding.Failed(exception, EnumNames.Of(kind));
    }

    /// <summary>Ends an answer that streamed to the caller.</summary>
    public RouteEnding EndStream(RouteRun run, TierEndpoint endpoint, ModelCallResult result, StreamEnd end, RouteDeadline deadline)
    {
        var cancelled = end.Abandoned || deadline.Cancelled;
        var over = deadline.IsOver;
        deadline.Dispose();
        if (!cancelled && result.Exception is null && end.Error is null)
        {
            Record(run, endpoint, result, end.Flaw is { } flaw ? AttemptVerdict.Rejected(flaw) : AttemptVerdict.Accepted, error: null);
            run.State.Stay(endpoint, run.Decision.Class);
            return new RouteEnding(Outcome.Released);
        }

        var error = cancelled ? "cancelled" : end.Error ?? EnumNames.Of(over ? ErrorKind.Timeout : ErrorClassifier.Classify(result.Exception!));
        var refused = end is { Error: not null, Flaw: Trigger.Refusal };
        Record(run, endpoint, result, AttemptVerdict.Rejected(error == "timeout" ? Trigger.Timeout : refused ? Trigger.Refusal : Trigger.ProviderError), error);
        if (cancelled)
            return RouteEnding.Cancelled(result.Exception);
        return over || end.Error is not null
            ? RouteEnding.FailedClosed("stream", $"it failed after its first content ({error})")
            : RouteEnding.Failed(result.Exception!, error);
    }

    private void Record(RouteRun run, TierEndpoint endpoint, ModelCallResult result, AttemptVerdict verdict, string? error)
    {
        if (verdict.IsAccepted)
            run.State.GiveBackAttempt();
        run.Attempts.Add(new Attempt
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
        });
        metrics.AttemptEnded(run.Contract.Name, endpoint.Tier, error, result.Duration, result.Cost);
        if (error is not null)
            logger.AttemptFailed(endpoint.Tier, endpoint.Name, run.Contract.Name, error);
    }
}

using TieredRouting.Economics;
using TieredRouting.Telemetry;
using TieredRouting.Validation;

namespace TieredRouting.Fallback;

/// <summary>An attempt whose answer goes to the caller as it comes: how it begins, and how it ends.</summary>
internal sealed partial class FallbackLoop
{
    /// <summary>Reads up to the first content that may go out: until then, the fallback may still move on.</summary>
    private async ValueTask<AttemptResult> OpenAsync(RouteRun run, PlannedCall planned, IAdmission admission, RouteDeadline deadline)
    {
        var call = planned.Call;
        var notes = new StreamNotes(run, call.Endpoint, planned.Allowance.Limit);
        // Made before the stream is: a gate is foreign code, and what is opened must be settled.
        var held = checks.HeldUpdatesOf(run);
        var answer = new OpenAnswer(run, this, call.Endpoint, admission.Open(call, deadline.Token), held, notes, deadline);
        try
        {
            if (await answer.OpenAsync())
                return new RouteEnding(Outcome.Released, Stream: answer);
        }
        catch (Exception exception)
        {
            // A stream that breaks what reads it is on record too, and gives back what it holds.
            recorder.Record(run, call.Endpoint, (await answer.CloseAsync()).Result, CheckedAnswer.Broken.Verdict, CheckedAnswer.Broken.Error);
            return RouteEnding.Failed(exception, CheckedAnswer.Broken.Error!);
        }

        var (result, end) = await answer.CloseAsync();
        if (end.Error is null && result.Exception is not null)
            return NotAnswered(run, call, result, deadline);
        run.Gates = end.Gates;
        recorder.Record(run, call.Endpoint, result, AttemptVerdict.Rejected(end.Trigger, end.Violations), end.RecordedError);
        return new AttemptResult { Trigger = end.Trigger, Error = end.Kind, Violations = end.Violations };
    }

    /// <summary>Ends an answer that streamed to the caller.</summary>
    public RouteEnding EndStream(RouteRun run, TierEndpoint endpoint, ModelCallResult result, StreamEnd end, RouteDeadline deadline)
    {
        var cancelled = end.Abandoned || deadline.Cancelled;
        var over = deadline.IsOver;
        deadline.Dispose();
        run.Gates = end.Gates;
        if (cancelled)
            return Cancelled(run, endpoint, result);
        if (end.Error is not null)
            return Spoilt(run, endpoint, result, end);
        return result.Exception is null ? Ended(run, endpoint, result, end) : Broken(run, endpoint, result, over);
    }

    private RouteEnding Cancelled(RouteRun run, TierEndpoint endpoint, ModelCallResult result)
    {
        recorder.Record(run, endpoint, result, AttemptVerdict.Rejected(Trigger.Timeout), CallFailure.Cancelled);
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
        var (trigger, kind) = CallFailure.Named(result, over);
        recorder.Record(run, endpoint, result, AttemptVerdict.Rejected(trigger), kind);
        return over || result.Stalled || result.OverTime
            ? RouteEnding.FailedClosed("stream", $"it failed after its first content ({kind})")
            : RouteEnding.Failed(result.Exception!, kind);
    }

    /// <summary>Text that has gone out cannot be taken back; a call that may be cut off has not gone out.</summary>
    private RouteEnding Ended(RouteRun run, TierEndpoint endpoint, ModelCallResult result, StreamEnd end)
    {
        recorder.Record(run, endpoint, result, end.Flaw is null ? AttemptVerdict.Accepted : AttemptVerdict.Rejected(end.Trigger), error: null);
        run.State.Endpoint = endpoint;
        return run.IsStep && end.Flaw is not null
            ? RouteEnding.FailedClosed("stream", $"its tool calls may be incomplete ({EnumNames.Of(end.Trigger)})")
            : new RouteEnding(Outcome.Released);
    }
}

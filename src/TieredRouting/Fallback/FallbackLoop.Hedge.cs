using Microsoft.Extensions.AI;
using TieredRouting.Economics;

namespace TieredRouting.Fallback;

/// <summary>An attempt that asks a second endpoint of the tier where the first is slow.</summary>
internal sealed partial class FallbackLoop
{
    /// <summary>Asks the first endpoint and, past the delay, a second one beside it. The first acceptable answer goes out, and the other call is cancelled and paid for.</summary>
    private async ValueTask<AttemptResult> HedgedAsync(
        RouteRun run, FallbackCursor cursor, PlannedCall planned, IAdmission admission, TimeSpan delay, IReadOnlyList<ChatMessage> messages, RouteDeadline deadline)
    {
        var calls = new List<Pass> { Begin(planned, admission, deadline) };
        await Task.WhenAny(calls[0].Call, Task.Delay(delay, time, calls[0].Stopped));
        using var second = calls[0].Call.IsCompleted || deadline.Token.IsCancellationRequested ? null : Hedge(run, cursor, messages, calls, deadline);
        var judged = await JudgeAllAsync(run, calls, deadline);
        await StopAsync(calls, deadline);
        var decided = judged.Find(found => found.Verdict.IsAccepted) ?? judged.Find(found => found.By == calls[0]) ?? judged[0];
        if (decided.By.Check is { } check)
            run.Gates = check.Gates;
        recorder.RecordEach(run, [.. calls.Select(call => judged.Find(found => found.By == call) ?? Unwanted(call))]);
        foreach (var failed in judged.Where(found => found.By != decided.By && found.Error is not null))
            cursor.NoteFailed(failed.By.Endpoint);
        return decided.Result;
    }

    /// <summary>Begins the second call, where controls, an attempt, the money and another endpoint are left for it.</summary>
    private IAdmission? Hedge(RouteRun run, FallbackCursor cursor, IReadOnlyList<ChatMessage> messages, List<Pass> calls, RouteDeadline deadline)
    {
        if (!controls.LetHedge(run, cursor))
            return null;
        foreach (var sibling in cursor.Siblings)
        {
            var planned = Plan(run, CallKind.Hedge, sibling, messages, shares: 1);
            if (!planned.Allowance.Affordable || !run.State.TryBeginAttempt(run.Contract.Fallback.MaxAttempts))
                return null;
            var admission = door.Admit([planned.Call]);
            if (admission.Refused is null)
            {
                recorder.NoteHedge(run, sibling);
                calls.Add(Begin(planned, admission, deadline));
                return admission;
            }

            run.State.GiveBackAttempt();
        }

        return null;
    }

    /// <summary>Judges the calls as they end, until one is acceptable or the caller has given up.</summary>
    private async ValueTask<List<PassDecision>> JudgeAllAsync(RouteRun run, List<Pass> calls, RouteDeadline deadline)
    {
        var judged = new List<PassDecision>(calls.Count);
        var waiting = new List<Pass>(calls);
        while (waiting.Count > 0)
        {
            await Task.WhenAny(waiting.Select(call => call.Call));
            var call = waiting.Find(call => call.Call.IsCompleted)!;
            waiting.Remove(call);
            judged.Add(await JudgeAloneAsync(run, call, calls[0], deadline));
            if (judged[^1].Verdict.IsAccepted || deadline.Cancelled)
                break;
        }

        return judged;
    }

    private async ValueTask<PassDecision> JudgeAloneAsync(RouteRun run, Pass call, Pass first, RouteDeadline deadline)
    {
        try
        {
            var result = await call.Call;
            if (result.Response is not { } response)
                return Unanswered(run, call, result, elsewhere: call != first, deadline);
            var check = call.Check = await CheckAsync(run, response, call.OutputLimit, deadline);
            return new(call, check.Verdict, check.Verdict.IsAccepted ? Accepted(run, call.Endpoint, response, check) : Rejected(check, response) with { FailedAt = call.Endpoint }, check.Error);
        }
        catch (Exception exception)
        {
            return Undone(call, exception);
        }
    }

    private static PassDecision Unwanted(Pass call) => new(call, AttemptVerdict.Rejected(Trigger.Timeout), default, call.Error ?? CallFailure.Cancelled);
}

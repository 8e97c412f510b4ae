using TieredRouting.Economics;

namespace TieredRouting.Fallback;

/// <summary>The passes of a disagreement check: one attempt, however many calls it takes.</summary>
internal sealed partial class FallbackLoop
{
    /// <summary>
    /// Makes the calls side by side and looks at each answer as it comes. The first that is not acceptable, or differs from another, decides, and what is still
    /// under way is cancelled. Where none does, the first pass's answer goes out, whichever came first.
    /// </summary>
    private async ValueTask<AttemptResult> PassesAsync(RouteRun run, PlannedCall[] planned, IAdmission admission, RouteDeadline deadline)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
        var passes = new List<Pass>();
        PassDecision decided;
        try
        {
            decided = await DecideAsync(run, planned, admission, passes, deadline, stop.Token);
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(passes.Select(pass => pass.Call));
        }

        recorder.Record(run, passes, decided, deadline);
        return decided.Result;
    }

    private async ValueTask<PassDecision> DecideAsync(RouteRun run, PlannedCall[] planned, IAdmission admission, List<Pass> passes, RouteDeadline deadline, CancellationToken stop)
    {
        foreach (var next in planned)
        {
            passes.Add(Begin(next, admission, stop));
            if (await JudgeReadyAsync(run, passes, deadline) is { } already)
                return already;
        }

        while (true)
        {
            await Task.WhenAny(passes.Where(pass => pass.Check is null).Select(pass => pass.Call));
            if (await JudgeReadyAsync(run, passes, deadline) is { } decided)
                return decided;
        }
    }

    /// <summary>A client that ignores its cancellation is not waited for.</summary>
    private static Pass Begin(PlannedCall planned, IAdmission admission, CancellationToken stop) =>
        new(planned, admission.CallAsync(planned.Call with { Deadline = stop }, stop).AsTask());

    /// <summary>Looks at what has come, one answer after the other: a run belongs to one check at a time.</summary>
    private async ValueTask<PassDecision?> JudgeReadyAsync(RouteRun run, List<Pass> passes, RouteDeadline deadline)
    {
        while (passes.Find(pass => pass is { Check: null, Call.IsCompleted: true }) is { } pass)
        {
            if (await JudgeAsync(run, pass, passes, deadline) is { } decided)
                return decided;
        }

        return null;
    }

    private async ValueTask<PassDecision?> JudgeAsync(RouteRun run, Pass pass, List<Pass> passes, RouteDeadline deadline)
    {
        var result = await pass.Call;
        if (result.Response is not { } response)
            return Unanswered(run, pass, result, deadline);
        var check = pass.Check = await checks.CheckAsync(run, response, pass.OutputLimit, deadline.Token);
        return check.Verdict.IsAccepted
            ? Compared(run, pass, passes)
            : new(pass, check.Verdict, Rejected(check, response) with { FailedAt = pass.Endpoint }, check.Error);
    }

    private static PassDecision Unanswered(RouteRun run, Pass pass, ModelCallResult result, RouteDeadline deadline)
    {
        run.LastException = result.Exception;
        var failure = CallFailure.Of(result, deadline);
        return new(pass, AttemptVerdict.Rejected(failure.Trigger), failure.Result with { FailedAt = pass.Endpoint }, failure.Error);
    }

    /// <summary>What the answers so far come to. Where the first pass asks for tool calls, there is nothing to compare.</summary>
    private static PassDecision? Compared(RouteRun run, Pass latest, List<Pass> passes)
    {
        var (first, check) = (passes[0], run.Contract.Disagreement!);
        if (first.Check is not { IsStep: true })
        {
            var others = passes.FindAll(pass => pass != latest && pass.Check is not null);
            if (others.Select(other => latest.DifferenceFrom(other, check)).OfType<AnswerViolation>().FirstOrDefault() is { } difference)
                return new(latest, AttemptVerdict.Rejected(Trigger.Disagreement, [difference]), new AttemptResult { Trigger = Trigger.Disagreement });
            if (others.Count + 1 < check.Passes)
                return null;
        }

        return new(first, AttemptVerdict.Accepted, Accepted(run, first.Endpoint, first.Call.Result.Response!, first.Check!));
    }
}

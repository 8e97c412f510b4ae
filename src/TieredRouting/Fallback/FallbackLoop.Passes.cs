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
        var passes = new List<Pass>();
        var decided = await DecideAsync(run, planned, admission, passes, deadline);
        await StopAsync(passes, deadline);
        if (decided.By.Check is { } check)
            run.Gates = check.Gates;
        recorder.Record(run, passes, decided);
        return decided.Result;
    }

    private async ValueTask<PassDecision> DecideAsync(RouteRun run, PlannedCall[] planned, IAdmission admission, List<Pass> passes, RouteDeadline deadline)
    {
        foreach (var next in planned)
        {
            passes.Add(Begin(next, admission, deadline));
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

    private static Pass Begin(PlannedCall planned, IAdmission admission, RouteDeadline deadline)
    {
        var stop = new FollowingSource(deadline.Token, apart: true);
        return new(planned, stop, admission.CallAsync(planned.Call, stop.Token).AsTask());
    }

    /// <summary>Cancels what is still under way, and waits until all of it is settled.</summary>
    private static async Task StopAsync(List<Pass> passes, RouteDeadline deadline)
    {
        passes.ForEach(pass => pass.NoteStop(deadline));
        passes.ForEach(pass => pass.Stop());
        await Task.WhenAll(passes.Select(pass => pass.Call));
    }

    /// <summary>Looks at what has come, one answer after the other, in the order of the passes.</summary>
    private async ValueTask<PassDecision?> JudgeReadyAsync(RouteRun run, List<Pass> passes, RouteDeadline deadline)
    {
        while (passes.Find(pass => pass is { Check: null, Call.IsCompleted: true }) is { } pass)
        {
            if (await JudgeSafelyAsync(run, pass, passes, deadline) is { } decided)
                return decided;
        }

        return null;
    }

    /// <summary>Whatever breaks here is a decision too: the other passes are stopped, and all of them are on record.</summary>
    private async ValueTask<PassDecision?> JudgeSafelyAsync(RouteRun run, Pass pass, List<Pass> passes, RouteDeadline deadline)
    {
        try
        {
            return await JudgeAsync(run, pass, passes, deadline);
        }
        catch (Exception exception)
        {
            return Undone(pass, exception);
        }
    }

    private static PassDecision Undone(Pass pass, Exception exception)
    {
        var broken = CheckedAnswer.Broken;
        return new(pass, broken.Verdict, RouteEnding.Failed(exception, broken.Error!), broken.Error);
    }

    private async ValueTask<PassDecision?> JudgeAsync(RouteRun run, Pass pass, List<Pass> passes, RouteDeadline deadline)
    {
        var result = await pass.Call;
        if (result.Response is not { } response)
            return Unanswered(run, pass, result, elsewhere: pass.Endpoint != passes[0].Endpoint, deadline);
        var check = pass.Check = await CheckAsync(run, response, pass.OutputLimit, deadline);
        return check.Verdict.IsAccepted
            ? Compared(run, passes)
            : new(pass, check.Verdict, Rejected(check, response) with { FailedAt = pass.Endpoint }, check.Error);
    }

    /// <summary>A pass that went elsewhere than the first need not have gone there: whatever that endpoint cannot do, another may.</summary>
    private static PassDecision Unanswered(RouteRun run, Pass pass, ModelCallResult result, bool elsewhere, RouteDeadline deadline)
    {
        run.LastException = result.Exception;
        var failure = CallFailure.Of(result, deadline, elsewhere);
        return new(pass, AttemptVerdict.Rejected(failure.Trigger), failure.Result with { FailedAt = pass.Endpoint }, failure.Error);
    }

    /// <summary>What the answers so far come to. Nothing is compared before the first pass is there: where it asks for tool calls, there is nothing to compare.</summary>
    private static PassDecision? Compared(RouteRun run, List<Pass> passes)
    {
        var first = passes[0];
        if (first.Check is not { } known)
            return null;
        if (!known.IsStep)
        {
            var answered = passes.FindAll(pass => pass.Check is not null);
            if (FirstThatDiffers(answered, run.Contract) is { } different)
                return different;
            if (answered.Count < run.Contract.Disagreement!.Passes)
                return null;
        }

        return new(first, AttemptVerdict.Accepted, Accepted(run, first.Endpoint, first.Call.Result.Response!, known));
    }

    /// <summary>The first pass, in their order and not in that of their coming, which differs from one before it.</summary>
    private static PassDecision? FirstThatDiffers(List<Pass> answered, Contract contract)
    {
        for (var later = 1; later < answered.Count; later++)
        {
            var differences = answered.Take(later).Select(earlier => answered[later].DifferenceFrom(earlier, contract));
            if (differences.OfType<AnswerViolation>().FirstOrDefault() is { } difference)
                return new(answered[later], AttemptVerdict.Rejected(Trigger.Disagreement, [difference]), new AttemptResult { Trigger = Trigger.Disagreement });
        }

        return null;
    }
}

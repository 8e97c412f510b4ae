using TieredRouting.Contracts;
using TieredRouting.Economics;
using TieredRouting.Gates;

namespace TieredRouting.Fallback;

/// <summary>Has a model judge an answer by the contract's rubric. The call is on the books and on record; what comes of it that is no plain verdict lets nothing through.</summary>
internal sealed class JudgeCalls(SideCalls calls, AttemptRecorder recorder)
{
    public async ValueTask<GateVerdict> AskAsync(RouteRun run, Answer answer, CancellationToken cancellationToken)
    {
        // A step is no answer yet, and no rubric speaks of it.
        if (answer.IsStep)
            return GateVerdict.Passed;
        var settings = run.Contract.GateSettings.Judge;
        var said = run.Contract.Quality?.Rubric is { } rubric ? await VerdictAsync(run, settings, rubric, answer, cancellationToken) : null;
        return said ?? (settings.WhenUnavailable == JudgeFailure.Failed && !cancellationToken.IsCancellationRequested ? GateVerdict.Failed : GateVerdict.Unavailable);
    }

    private async ValueTask<GateVerdict?> VerdictAsync(RouteRun run, JudgeSettings settings, string rubric, Answer answer, CancellationToken cancellationToken)
    {
        var mark = Guid.NewGuid().ToString("N");
        var messages = JudgePrompt.Of(rubric, run.Request, answer, mark);
        if (calls.Find(settings.Tier, settings.Endpoint, one => calls.Allows(one, run.Contract, run.Decision.Lane, messages)) is not { } endpoint)
            return null;
        var result = await calls.CallAsync(
            new SideCall(CallKind.Judge, endpoint, run.Contract, run.Decision.Lane, messages, settings.MaxOutputTokens, run.State.Budget) { Placeholders = run.Placeholders, Recognized = run.Recognized },
            cancellationToken);
        if (result is null)
            return null;

        GateVerdict? verdict = SideReply.Read(result.Response, mark, "verdict") switch
        {
            JudgePrompt.Passed => GateVerdict.Passed,
            JudgePrompt.Failed => GateVerdict.Failed,
            _ => null,
        };
        recorder.RecordBeside(run, CallKind.Judge, endpoint, result, isRead: verdict is not null);
        return verdict;
    }
}

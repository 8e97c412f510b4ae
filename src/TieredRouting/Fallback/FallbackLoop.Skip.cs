using TieredRouting.Economics;

namespace TieredRouting.Fallback;

/// <summary>Endpoints that are not asked, because their circuit is open or they have no room. That is no attempt: it uses up none, and leaves no line in the record.</summary>
internal sealed partial class FallbackLoop
{
    private async ValueTask<IAdmission> AdmitAsync(RouteRun run, FallbackCursor cursor, ModelCall call, RouteDeadline deadline)
    {
        var admission = door.Admit([call]);
        if (!Waits(run, cursor, admission))
            return admission;
        var waited = await WaitAsync(admission, call, deadline);
        return waited.Refused is null && controls.HaveChanged(run) ? Overtaken(waited, call) : waited;
    }

    /// <summary>What controls say by now may be anything: another tier, less money. It is given back, and asked anew.</summary>
    private Admission Overtaken(IAdmission waited, ModelCall call)
    {
        waited.Dispose();
        return new Admission(call.Budget, [], time) { Refused = RefusalReasons.Barred };
    }

    /// <summary>Where another endpoint of the tier may have room, none is waited for; and an open circuit never is.</summary>
    private static bool Waits(RouteRun run, FallbackCursor cursor, IAdmission admission) =>
        admission.Barred > EntryRefusal.CircuitOpen && run.Contract.Fallback.Overflow == OverflowAction.Wait && !cursor.Siblings.Any();

    private async ValueTask<IAdmission> WaitAsync(IAdmission full, ModelCall call, RouteDeadline deadline)
    {
        var started = time.GetTimestamp();
        try
        {
            return await door.WaitAsync(call, deadline.Token);
        }
        catch (OperationCanceledException)
        {
            return full;
        }
        finally
        {
            recorder.NoteWait(call.Endpoint, time.GetElapsedTime(started));
        }
    }

    /// <summary>Goes on as after an error that another endpoint may not have, or as the contract says about limits; the same endpoint is not asked again.</summary>
    private static AttemptResult Skipped(RouteRun run, TierEndpoint endpoint, EntryRefusal why)
    {
        run.State.GiveBackAttempt();
        (run.Skipped ??= []).Add($"'{endpoint.Name}', {RefusalReasons.Of(why)}");
        var overflow = why == EntryRefusal.CircuitOpen ? OverflowAction.AnotherEndpoint : run.Contract.Fallback.Overflow;
        if (overflow == OverflowAction.Reject)
            return RouteEnding.FailedClosed("overflow", $"the endpoint '{endpoint.Name}' has no room ({RefusalReasons.Of(why)})");
        var escalates = overflow == OverflowAction.Escalate;
        return new AttemptResult
        {
            Trigger = Trigger.ProviderError,
            Error = escalates ? null : ErrorKind.Throttled,
            FailedAt = endpoint,
            Instead = escalates ? FallbackAction.Escalate : run.Contract.Fallback.For(Trigger.ProviderError) with { RetrySameTier = 0 },
        };
    }
}

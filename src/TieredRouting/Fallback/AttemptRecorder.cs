using Microsoft.Extensions.Logging;
using TieredRouting.Economics;
using TieredRouting.Telemetry;

namespace TieredRouting.Fallback;

/// <summary>Puts attempts and escalations on a run's books, and into telemetry.</summary>
internal sealed class AttemptRecorder(RoutingMetrics metrics, ILogger logger)
{
    /// <summary>Books an attempt that was made. One that was accepted is progress, and is given back.</summary>
    public void Record(RouteRun run, TierEndpoint endpoint, ModelCallResult result, AttemptVerdict verdict, string? error, bool repaired = false)
    {
        if (verdict.IsAccepted)
            run.State.GiveBackAttempt();
        run.Attempts.Add(ToAttempt(endpoint, result, verdict, error, repaired));
        metrics.AttemptEnded(run.Contract.Name, endpoint.Tier, error, result.Duration, result.Cost);
        if (error is not null)
            logger.AttemptFailed(endpoint.Tier, endpoint.Name, run.Contract.Name, error);
    }

    /// <summary>Counts an escalation once its attempt is made: one that a bound forbids is none.</summary>
    public void NoteEscalation(RouteRun run, TierEndpoint to)
    {
        if (run.Escalating is not var (from, why))
            return;
        run.Escalating = null;
        run.Escalations++;
        var trigger = EnumNames.Of(why);
        metrics.Escalated(run.Contract.Name, from.Tier, trigger);
        logger.Escalated(run.State.Id, run.Contract.Name, from.Tier, to.Tier, trigger);
    }

    /// <summary>Counts an attempt that was not made for want of money.</summary>
    public void NoteBudget(RouteRun run) => metrics.BudgetRejected(run.Contract.Name);

    private static Attempt ToAttempt(TierEndpoint endpoint, ModelCallResult result, AttemptVerdict verdict, string? error, bool repaired) => new()
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
        Repaired = repaired,
    };
}

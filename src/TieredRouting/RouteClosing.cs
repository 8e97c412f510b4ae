using Microsoft.Extensions.AI;
using TieredRouting.Fallback;
using TieredRouting.Telemetry;

namespace TieredRouting;

/// <summary>Ends a run: holds what a person must decide, writes the record, and only then lets the answer or the exception out.</summary>
internal sealed class RouteClosing(RouterServices services, RequestIntake intake)
{
    /// <summary>Holds and records.</summary>
    /// <exception cref="AuditWriteException">A sink that must succeed did not.</exception>
    public async ValueTask<ClosedRoute> CloseAsync(RoutingModel model, RouteRun run, RouteEnding ending)
    {
        if (ending.Outcome is Outcome.HeldForApproval or Outcome.HumanReview)
            ending = await HoldAsync(run, ending);
        var duration = services.Time.GetElapsedTime(run.Started);
        var route = RouteRecords.RouteOf(run, ending, model.Ladder.Currency, duration);
        var record = RouteRecords.RecordOf(run, route, model.Hash);
        var failures = await services.Audit.WriteAsync(record);
        if (failures.Count > 0)
            route = Withheld(route);
        Report(route);
        if (failures.Count > 0)
            throw new AuditWriteException(route, failures);
        intake.Remember(run);
        return new ClosedRoute(ending, route);
    }

    /// <summary>What is not on record does not go out.</summary>
    private static RouteResult Withheld(RouteResult route) => route with
    {
        Outcome = route.Outcome == Outcome.Cancelled ? Outcome.Cancelled : Outcome.FailedClosed,
        Why = "audit: the record could not be written",
    };

    /// <summary>Puts drafts and reviews where a person finds them. What cannot be kept must not look as if it waited.</summary>
    private async ValueTask<RouteEnding> HoldAsync(RouteRun run, RouteEnding ending)
    {
        try
        {
            await services.Approvals.HoldAsync(ToHold(run, ending), CancellationToken.None);
            run.ApprovalId = run.CallId;
            return ending;
        }
        catch (Exception exception)
        {
            return RouteEnding.FailedClosed("approval", $"the approval store failed ({exception.GetType().Name})");
        }
    }

    private ApprovalRequest ToHold(RouteRun run, RouteEnding ending) => new()
    {
        Id = run.CallId,
        Route = run.State.Id,
        Contract = run.Contract.Name,
        Kind = ending.Outcome == Outcome.HeldForApproval ? ApprovalKind.Draft : ApprovalKind.Review,
        Reason = ending.Failure?.Reason ?? string.Join("; ", run.Decision.Reasons.Where(reason => reason.Rule != "start")),
        CreatedAt = services.Time.GetUtcNow(),
        Messages = run.Messages,
        Draft = ending.Response,
    };

    private void Report(RouteResult route)
    {
        var outcome = EnumNames.Of(route.Outcome);
        services.Metrics.RequestEnded(route.Contract, EnumNames.Of(route.Decision.Class), outcome, route.Tier, route.Duration);
        services.Logger.RouteEnded(route.Id, route.Contract, outcome, route.Tier, route.Attempts.Count, route.Cost);
    }
}

using TieredRouting.Configuration;
using Microsoft.Extensions.AI;
using TieredRouting.Audit;
using TieredRouting.Fallback;
using TieredRouting.Feedback;
using TieredRouting.Telemetry;

namespace TieredRouting;

/// <summary>Ends a run: holds what a person must decide, writes the record, and only then lets the answer or the exception out.</summary>
internal sealed class RouteClosing(RouterServices services, RequestIntake intake)
{
    /// <summary>Holds and records.</summary>
    /// <exception cref="AuditWriteException">A sink that must succeed did not.</exception>
    public async ValueTask<ClosedRoute> CloseAsync(RoutingModel model, RouteRun run, RouteEnding ending)
    {
        if (ending.Outcome == Outcome.Cancelled && services.Requests.IsCutOff)
            ending = ending with { Failure = ending.Failure! with { Reason = "the router was shut down before it ended" } };
        if (ending.Outcome is Outcome.HeldForApproval or Outcome.HumanReview)
            ending = await HoldAsync(run, ending);
        var duration = services.Time.GetElapsedTime(run.Started);
        var route = RouteRecords.RouteOf(run, ending, model.Ladder.Currency, duration);
        var record = RouteRecords.RecordOf(run, ending, route, model.Hash);
        var failures = await services.Audit.WriteAsync(record);
        if (failures.Count > 0)
            route = AuditPipeline.Withheld(route);
        if (route.Outcome == Outcome.Released)
            services.Latency.Add(run.Contract, run.Request.Facts.Surface, duration);
        // As it ends for the caller: what is not on record is not released.
        services.Ledger.Add(failures.Count > 0 ? record with { Route = route } : record);
        Report(route);
        if (failures.Count > 0)
        {
            await ReleaseHeldAsync(run);
            throw new AuditWriteException(route, failures);
        }

        intake.Remember(run, waits: ending.Asks is not null);
        // Sent again once a person let it go up, it is not asked again.
        if (ending.Asks is null && (route.Outcome is Outcome.Released or Outcome.HeldForApproval && !run.IsStep))
            await services.Feedback.AnsweredAsync(RecentOf(run, route), run.Messages, run.Conversation);
        return new ClosedRoute(ending, route);
    }

    /// <summary>What feedback about it is put together with. A step is no answer, and what a person releases is the person's word: no threshold answers for either.</summary>
    private RecentRoute RecentOf(RouteRun run, RouteResult route) => new(route.Id, route.Contract, route.Tier, run.Request.Facts.Cohort, services.Time.GetUtcNow(), route.Decision.Tier, route.Decision.Floor, route.Decision.Class)
    {
        Promise = route.Outcome == Outcome.Released && !run.IsStep && run.Certified is { } certified ? new AnswerPromise(certified) : null,
    };

    /// <summary>Puts drafts and reviews where a person finds them. What cannot be kept must not look as if it waited.</summary>
    private async ValueTask<RouteEnding> HoldAsync(RouteRun run, RouteEnding ending)
    {
        if (run.Contract.Approvals.RequesterMayNotApprove && run.Request.Facts.User is null)
            return RouteEnding.FailedClosed("approval", "another person than the requester has to approve, and the request states no user");
        try
        {
            await services.Approvals.HoldAsync(HeldRequests.Of(run, ending, services.Time.GetUtcNow(), services.Pseudonyms.Seal));
            run.ApprovalId = run.CallId;
            return ending;
        }
        catch (Exception exception)
        {
            services.Logger.ApprovalStoreFailed(run.Contract.Name, exception.GetType().Name);
            return RouteEnding.FailedClosed("approval", $"the approval store refused the request ({exception.GetType().Name})");
        }
    }

    /// <summary>Work that is not on record does not wait for a person either.</summary>
    private async ValueTask ReleaseHeldAsync(RouteRun run)
    {
        if (run.ApprovalId is not { } id)
            return;
        try
        {
            await services.Approvals.WithdrawAsync(id);
        }
        catch (Exception exception)
        {
            services.Logger.ApprovalStoreFailed(run.Contract.Name, exception.GetType().Name);
        }
    }

    private void Report(RouteResult route)
    {
        var outcome = EnumNames.Of(route.Outcome);
        services.Metrics.RequestEnded(route.Contract, EnumNames.Of(route.Decision.Class), outcome, route.Tier, route.Duration);
        services.Logger.RouteEnded(route.Id, route.Contract, outcome, route.Tier, route.Attempts.Count, route.Cost);
    }
}

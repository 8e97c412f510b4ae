using System.Runtime.ExceptionServices;
using Microsoft.Extensions.AI;
using TieredRouting.Fallback;
using TieredRouting.Telemetry;

namespace TieredRouting;

/// <summary>A run that is recorded: what is left is to hand the answer over, or to throw.</summary>
internal readonly record struct ClosedRoute(RouteEnding Ending, RouteResult Route)
{
    /// <summary>The answer for the caller: the released one, or an empty one that says who decides.</summary>
    public ChatResponse Answer(RouteRun run, CancellationToken caller)
    {
        ThrowIfNothingReleased(caller);
        var response = Ending.Outcome == Outcome.Released ? Ending.Response! : Held(run);
        RouteEnvelope.Attach(response.AdditionalProperties ??= [], Route);
        return response;
    }

    /// <summary>Throws what the situation calls for, where nothing is released.</summary>
    public void ThrowIfNothingReleased(CancellationToken caller)
    {
        switch (Ending.Outcome)
        {
            case Outcome.FailedClosed when Ending.Failure!.Rule == "exhausted":
                throw new TiersExhaustedException(Ending.Failure.Reason, Route, Ending.Failure.Exception);
            case Outcome.FailedClosed:
                throw new RouteFailedClosedException(Ending.Failure!.Rule, Ending.Failure.Reason, Route);
            case Outcome.Failed:
                ExceptionDispatchInfo.Throw(Ending.Failure!.Exception!);
                break;
            case Outcome.Cancelled:
                ThrowCancelled(Ending.Failure!, caller);
                break;
        }
    }

    private static void ThrowCancelled(RouteFailure failure, CancellationToken caller)
    {
        if (failure.Exception is OperationCanceledException original && caller.IsCancellationRequested)
            ExceptionDispatchInfo.Throw(original);
        throw new OperationCanceledException($"The request was cancelled: {failure.Reason}.", failure.Exception, caller);
    }

    private ChatResponse Held(RouteRun run) => new(new ChatMessage(ChatRole.Assistant, (string?)null))
    {
        ResponseId = run.CallId,
        CreatedAt = null,
        FinishReason = new ChatFinishReason(RouteEnvelope.Held),
        AdditionalProperties = new AdditionalPropertiesDictionary
        {
            [RouteEnvelope.Approval] = run.ApprovalId!,
            [RouteEnvelope.ApprovalRoute] = Route.Id,
            [RouteEnvelope.ApprovalKind] = EnumNames.Of(HeldRequests.KindOf(Ending)),
        },
    };
}

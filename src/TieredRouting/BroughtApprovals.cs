using TieredRouting.Fallback;
using TieredRouting.Signals;
using TieredRouting.Telemetry;

namespace TieredRouting;

/// <summary>Finds the approval of an escalation that a request brings, and sees to it that it is of this very request.</summary>
internal sealed class BroughtApprovals(RouterServices services)
{
    /// <summary>Finds it. What is wrong with it is for the record, and no exception.</summary>
    public ValueTask<BroughtApproval> FindAsync(SignalRequest request) =>
        RequestProperties.ApprovalOf(request.Options) is { } id ? FindAsync(id, request) : default;

    private async ValueTask<BroughtApproval> FindAsync(string id, SignalRequest request)
    {
        try
        {
            var look = await services.Approvals.LookAsync(id);
            return look.Item is { Request.Escalation: { } asked } item && look.Kind != ApprovalReleaseKind.Tampered
                ? IsOf(request, asked) ? Of(look.Kind, item, asked) : OfAnother(request, item.Request)
                : BroughtApproval.None(look.Kind == ApprovalReleaseKind.Tampered ? "what the store holds of the approval was changed" : "there is no approval of an escalation of that id");
        }
        catch (Exception exception)
        {
            return BroughtApproval.None(StoreFailed(request.Contract.Name, exception));
        }
    }

    private bool IsOf(SignalRequest request, HeldEscalation asked) => asked.Request == RequestBinding.Of(request, services.Pseudonyms.Seal);

    /// <summary>A host sends the steps of a tool loop with the options of the first: they go on where that went, and bring nothing of their own.</summary>
    private static BroughtApproval OfAnother(SignalRequest request, ApprovalRequest held) =>
        held.Contract == request.Contract.Name && RequestIntake.RouteOf(request) == held.RouteId ? default : BroughtApproval.None("the approval is of another request");

    private BroughtApproval Of(ApprovalReleaseKind kind, ApprovalItem item, HeldEscalation asked)
    {
        var (request, route) = (item.Request, item.Request.RouteId);
        return kind switch
        {
            ApprovalReleaseKind.EscalationApproved => new(route, new EscalationGrant(request.Id, asked, () => UseAsync(item)), null),
            ApprovalReleaseKind.Rejected => BroughtApproval.Denied($"a person rejected the escalation to '{asked.To}'", route),
            ApprovalReleaseKind.Expired => BroughtApproval.Denied($"nobody approved the escalation to '{asked.To}' in time", route),
            ApprovalReleaseKind.NotOnRecord => BroughtApproval.None("the decision about the escalation is not on record", route),
            _ => BroughtApproval.None(WhyNot(item), route),
        };
    }

    private static string WhyNot(ApprovalItem item) => item switch
    {
        { State: ApprovalState.Held } => "nobody has decided about the escalation yet",
        { Answer: not null } => "a person answered the request in place of the escalation: ReleaseAsync gives the answer",
        _ => Used,
    };

    private const string Used = "the approval of the escalation was used before";

    private async ValueTask<string?> UseAsync(ApprovalItem item)
    {
        try
        {
            return await services.Approvals.EscalateAsync(item) ? null : Used;
        }
        catch (Exception exception)
        {
            return StoreFailed(item.Request.Contract, exception);
        }
    }

    private string StoreFailed(string contract, Exception exception)
    {
        services.Logger.ApprovalStoreFailed(contract, exception.GetType().Name);
        return $"the approval store could not be asked ({exception.GetType().Name})";
    }
}

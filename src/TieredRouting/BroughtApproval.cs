using TieredRouting.Fallback;

namespace TieredRouting;

/// <summary>What the approval is that a call brings; nothing where it brings none.</summary>
/// <param name="RouteId">The route that it goes on with, where the approval is of this request.</param>
/// <param name="Grant">What a person allowed.</param>
/// <param name="Refusal">Why nothing is allowed.</param>
internal readonly record struct BroughtApproval(string? RouteId, EscalationGrant? Grant, RouteFailure? Refusal)
{
    /// <summary>It is no approval of this request, or none that can be used.</summary>
    public static BroughtApproval None(string why, string? route = null) => new(route, null, new RouteFailure(EscalationDoor.Rule, why));

    /// <summary>A person said no, or nobody said anything in time.</summary>
    public static BroughtApproval Denied(string why, string route) => new(route, null, new RouteFailure("exhausted", why));
}

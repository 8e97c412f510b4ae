namespace TieredRouting;

/// <summary>What a held answer says about itself: where a person finds the work.</summary>
/// <param name="Id">The id of the <see cref="ApprovalRequest"/>.</param>
/// <param name="RouteId">The route it belongs to.</param>
/// <param name="Kind">What the person is asked.</param>
public sealed record ApprovalReference(string Id, string RouteId, ApprovalKind Kind);

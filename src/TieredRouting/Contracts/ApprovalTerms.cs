namespace TieredRouting;

/// <summary>
/// Who may decide about a contract's work, and until when. What is held keeps the terms it was held under, whatever the contract says later. None of them can do without an
/// approval that a rule asks for. Immutable.
/// </summary>
/// <param name="FourEyes">Whether two different people have to approve; <see langword="false"/> by default. One alone may reject.</param>
/// <param name="RequesterMayNotApprove">Whether the user who asked (the fact <c>User</c>) may not approve; <see langword="false"/> by default. A request that states no user then fails closed.</param>
/// <param name="ExpiresAfter">How long the work waits; <see langword="null"/>, the default, for ever.</param>
/// <param name="OnExpiry">What becomes of it then.</param>
/// <param name="ReasonOnReject">Whether a rejection needs a reason; <see langword="false"/> by default.</param>
/// <param name="Content">What of the request is kept.</param>
public sealed record ApprovalTerms(
    bool FourEyes = false,
    bool RequesterMayNotApprove = false,
    TimeSpan? ExpiresAfter = null,
    ExpiryAction OnExpiry = ExpiryAction.Reject,
    bool ReasonOnReject = false,
    HeldContent Content = HeldContent.AsIs);

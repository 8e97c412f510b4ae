using Microsoft.Extensions.AI;

namespace TieredRouting.Approvals;

/// <summary>An item of work as JSON: the host's types in the host's own words, the rest in ours.</summary>
internal sealed record StoredItem
{
    public required int V { get; init; }

    public required string Id { get; init; }

    public required string RouteId { get; init; }

    public required string Contract { get; init; }

    public required ApprovalKind Kind { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public string? Requester { get; init; }

    public string? Tier { get; init; }

    public string? Cohort { get; init; }

    public required ApprovalTerms Terms { get; init; }

    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    public ChatResponse? Draft { get; init; }

    public HeldEscalation? Escalation { get; init; }

    public ChatResponse? Answer { get; init; }

    public ApprovalState State { get; init; }

    public ApprovalDecision? Decision { get; init; }

    public string? FirstApprover { get; init; }

    public double? EditDistance { get; init; }

    public bool IsRecorded { get; init; }

    public DateTimeOffset? ReleasedAt { get; init; }

    public required string Seal { get; init; }

    public static StoredItem Of(ApprovalItem item) => new()
    {
        V = ApprovalJson.Version,
        Id = item.Request.Id,
        RouteId = item.Request.RouteId,
        Contract = item.Request.Contract,
        Kind = item.Request.Kind,
        Reason = item.Request.Reason,
        CreatedAt = item.Request.CreatedAt,
        ExpiresAt = item.Request.ExpiresAt,
        Requester = item.Request.Requester,
        Tier = item.Request.Tier,
        Cohort = item.Request.Cohort,
        Terms = item.Request.Terms,
        Messages = item.Request.Messages,
        Draft = item.Request.Draft,
        Escalation = item.Request.Escalation,
        Answer = item.Answer,
        State = item.State,
        Decision = item.Decision,
        FirstApprover = item.FirstApprover,
        EditDistance = item.EditDistance,
        IsRecorded = item.IsRecorded,
        ReleasedAt = item.ReleasedAt,
        Seal = item.Seal,
    };

    public ApprovalItem ToItem() => new()
    {
        Request = ToRequest(),
        State = State,
        Answer = Answer,
        Decision = Decision,
        FirstApprover = FirstApprover,
        EditDistance = EditDistance,
        IsRecorded = IsRecorded,
        ReleasedAt = ReleasedAt,
        Seal = Seal,
    };

    private ApprovalRequest ToRequest() => new()
    {
        Id = Id,
        RouteId = RouteId,
        Contract = Contract,
        Kind = Kind,
        Reason = Reason,
        CreatedAt = CreatedAt,
        ExpiresAt = ExpiresAt,
        Requester = Requester,
        Tier = Tier,
        Cohort = Cohort,
        Terms = Terms,
        Messages = Messages,
        Draft = Draft,
        Escalation = Escalation,
    };
}

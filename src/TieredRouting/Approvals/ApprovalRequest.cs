using Microsoft.Extensions.AI;

namespace TieredRouting;

/// <summary>Work that waits for a person. Immutable.</summary>
public sealed record ApprovalRequest
{
    /// <summary>The id under which it is found.</summary>
    public required string Id { get; init; }

    /// <summary>The route it belongs to.</summary>
    public required string RouteId { get; init; }

    /// <summary>The contract.</summary>
    public required string Contract { get; init; }

    /// <summary>What the person is asked.</summary>
    public required ApprovalKind Kind { get; init; }

    /// <summary>Why a person is asked, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was held.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The request, as it came in, or without what was found in it where the terms say so.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>The draft; <see langword="null"/> for a review of a request that has none.</summary>
    public ChatResponse? Draft { get; init; }

    /// <summary>The escalation that the person is asked about; otherwise <see langword="null"/>.</summary>
    public HeldEscalation? Escalation { get; init; }

    /// <summary>Who may decide, and until when.</summary>
    public ApprovalTerms Terms { get; init; } = new();

    /// <summary>When nobody can decide any more, or <see langword="null"/>.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What stands for the user who asked: a keyed hash, never the id; <see langword="null"/> where the request stated none.</summary>
    public string? Requester { get; init; }

    /// <summary>The tier that wrote the draft, or <see langword="null"/>.</summary>
    public string? Tier { get; init; }

    /// <summary>The cohort, as the caller stated it, or <see langword="null"/>.</summary>
    public string? Cohort { get; init; }

    /// <inheritdoc />
    /// <remarks>It names the request and never holds its text or the draft's.</remarks>
    public override string ToString() => $"{Kind} {Id} of {Contract}";
}

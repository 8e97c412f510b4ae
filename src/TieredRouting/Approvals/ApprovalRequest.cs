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

    /// <summary>The request, as it came in.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>The draft; <see langword="null"/> for a review.</summary>
    public ChatResponse? Draft { get; init; }

    /// <inheritdoc />
    /// <remarks>It names the request and never holds its text or the draft's.</remarks>
    public override string ToString() => $"{Kind} {Id} of {Contract}";
}

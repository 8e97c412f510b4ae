using Microsoft.Extensions.AI;

namespace TieredRouting;

/// <summary>What came of asking for the answer. Immutable.</summary>
/// <param name="Kind">What.</param>
/// <param name="Item">The work as it stands now; <see langword="null"/> where it is unknown.</param>
public sealed record ApprovalRelease(ApprovalReleaseKind Kind, ApprovalItem? Item)
{
    /// <summary>The answer that may go out: the draft, or what a person wrote; <see langword="null"/> where none may.</summary>
    public ChatResponse? Answer => Kind is ApprovalReleaseKind.Released or ApprovalReleaseKind.ReleasedBefore ? Item!.Outgoing : null;

    /// <inheritdoc />
    /// <remarks>It holds no text.</remarks>
    public override string ToString() => Kind.ToString();
}

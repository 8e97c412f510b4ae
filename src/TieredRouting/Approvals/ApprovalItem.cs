using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace TieredRouting;

/// <summary>Work that waits for a person, or did, as the store keeps it. Immutable: each step is a new item with the next version.</summary>
public sealed record ApprovalItem
{
    /// <summary>The work.</summary>
    public required ApprovalRequest Request { get; init; }

    /// <summary>Where it stands.</summary>
    public ApprovalState State { get; init; }

    /// <summary>What a person wrote in place of the draft, or as the answer to a review; otherwise <see langword="null"/>.</summary>
    public ChatResponse? Answer { get; init; }

    /// <summary>The latest decision, or <see langword="null"/>. A draft that expired into a review has one, and is held all the same.</summary>
    public ApprovalDecision? Decision { get; init; }

    /// <summary>What stands for the first of two who approved, while the second is missing.</summary>
    public string? FirstApprover { get; init; }

    /// <summary>How far <see cref="Answer"/> is from the draft, from 0 to 1; <see langword="null"/> where there was no draft.</summary>
    public double? EditDistance { get; init; }

    /// <summary>Whether the decision is on record. Nothing is released before.</summary>
    public bool IsRecorded { get; init; }

    /// <summary>When the answer was handed over, or <see langword="null"/>; never before it was decided, however the clocks of two machines differ.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>A hash over all of it, keyed where <c>HashIdsWith</c> gives a key: what was changed in the store since shows.</summary>
    public string Seal { get; init; } = string.Empty;

    /// <summary>How often the item was replaced. The store counts it, and replaces only the version that the caller knows.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    /// <summary>What would go out: the person's text, or else the draft; <see langword="null"/> for a review that nobody answered.</summary>
    [JsonIgnore]
    public ChatResponse? Outgoing => Answer ?? (Request.Kind == ApprovalKind.Draft ? Request.Draft : null);

    /// <inheritdoc />
    /// <remarks>It holds no text of the request, the draft or the answer.</remarks>
    public override string ToString() => $"{Request}: {State}";
}

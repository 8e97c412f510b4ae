namespace TieredRouting;

/// <summary>Something that happened beside the client calls and is on record with them, as a line of its own. Immutable.</summary>
public sealed record AuditEvent
{
    /// <summary>A control was applied, replaced, lifted, or came to its end.</summary>
    public const string ControlChanged = "controlChanged";

    /// <summary>A person decided about held work, or its time was over.</summary>
    public const string ApprovalDecided = "approvalDecided";

    /// <summary>Somebody said what became of an answer, or it shows.</summary>
    public const string Feedback = "feedback";

    /// <summary>Live feedback has shown that a certified threshold no longer keeps its promise.</summary>
    public const string PromiseBroken = "promiseBroken";

    /// <summary>The id of the event.</summary>
    public required string Id { get; init; }

    /// <summary>What happened, such as <see cref="ControlChanged"/>.</summary>
    public required string Event { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The contract it is about, or <see langword="null"/>.</summary>
    public string? Contract { get; init; }

    /// <summary>The route it is about, or <see langword="null"/>.</summary>
    public string? Route { get; init; }

    /// <summary>What is to be known of it, by name; in the order in which it is written.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Details { get; init; } = [];
}

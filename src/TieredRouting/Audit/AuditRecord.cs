namespace TieredRouting;

/// <summary>
/// What is recorded of one client call, whatever happened to it. It holds no text of the prompt or the answer, unless the contract captures its content. Immutable.
/// </summary>
public sealed record AuditRecord
{
    /// <summary>The version of the record's form: 1.</summary>
    public const int Version = 1;

    /// <summary>The id of the client call.</summary>
    public required string Id { get; init; }

    /// <summary>What happened: the route's id, decision, attempts, outcome and cost.</summary>
    public required RouteResult Route { get; init; }

    /// <summary>When the call came in.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Who answers for the contract, or <see langword="null"/>.</summary>
    public string? Owner { get; init; }

    /// <summary>What the contract's prompt is called, or <see langword="null"/>.</summary>
    public string? PromptId { get; init; }

    /// <summary>The version of the contract's prompt, or <see langword="null"/>.</summary>
    public string? PromptVersion { get; init; }

    /// <summary>A hash of the configuration that decided.</summary>
    public required string ConfigurationHash { get; init; }

    /// <summary>The difficulty model in force, by a hash of its file; <see langword="null"/> where the contract has none.</summary>
    public string? DifficultyModel { get; init; }

    /// <summary>What the caller stated about the request.</summary>
    public required RequestFacts Facts { get; init; }

    /// <summary>What was asked and answered, redacted; <see langword="null"/> unless the contract says <c>CaptureContent</c>.</summary>
    public AuditContent? Content { get; init; }

    /// <summary>The id under which a person finds the held work, or <see langword="null"/>.</summary>
    public string? Approval { get; init; }
}

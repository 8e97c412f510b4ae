using System.Text.Json.Serialization;

namespace TieredRouting;

/// <summary>
/// A line of an audit as it is read back: the record of one client call, or, where <see cref="Event"/> is set, something that happened later or to the audit itself.
/// Names of choices (classes, triggers, outcomes) are text, so that a later version may add some. Immutable.
/// </summary>
public sealed record AuditEntry
{
    private static readonly Dictionary<string, AuditSignal> NoSignals = [];
    private static readonly Dictionary<string, string> NoGates = [];
    private static readonly Dictionary<string, string?> NoDetails = [];

    /// <summary>The version of the record's form.</summary>
    [JsonPropertyName("v")]
    public required int Version { get; init; }

    /// <summary>What happened, where the line is no client call; otherwise <see langword="null"/>.</summary>
    public string? Event { get; init; }

    /// <summary>What is to be known of an event, by name.</summary>
    public IReadOnlyDictionary<string, string?> Details { get; init => field = value ?? NoDetails; } = NoDetails;

    /// <summary>The id of the client call, or of the event.</summary>
    public string? Id { get; init; }

    /// <summary>The route's id. The client calls of one tool loop share it.</summary>
    public string? Route { get; init; }

    /// <summary>When the call came in.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>The contract.</summary>
    public string? Contract { get; init; }

    /// <summary>Who answers for the contract.</summary>
    public string? Owner { get; init; }

    /// <summary>The contract's prompt.</summary>
    public AuditPrompt? Prompt { get; init; }

    /// <summary>A hash of the configuration that decided.</summary>
    public string? Config { get; init; }

    /// <summary>The difficulty model in force, by a hash of its file; <see langword="null"/> where the contract had none, and in records that do not say.</summary>
    public string? DifficultyModel { get; init; }

    /// <summary>The workflow, as the caller stated it.</summary>
    public string? Workflow { get; init; }

    /// <summary>The step of the workflow, as the caller stated it.</summary>
    public string? Step { get; init; }

    /// <summary>The cohort, as the caller stated it.</summary>
    public string? Cohort { get; init; }

    /// <summary>A keyed hash of the user's id.</summary>
    public string? User { get; init; }

    /// <summary>A keyed hash of the tenant's id.</summary>
    public string? Tenant { get; init; }

    /// <summary>What was measured, by the signals' names.</summary>
    public IReadOnlyDictionary<string, AuditSignal> Signals { get; init => field = value ?? NoSignals; } = NoSignals;

    /// <summary>Why it was decided so.</summary>
    public IReadOnlyList<Reason> Reasons { get; init => field = value ?? []; } = [];

    /// <summary>The class: T0, T1 or T2.</summary>
    public string? Class { get; init; }

    /// <summary>The lowest tier that was allowed.</summary>
    public string? Floor { get; init; }

    /// <summary>The tier that was decided on.</summary>
    public string? Tier { get; init; }

    /// <summary>The lane.</summary>
    public string? Lane { get; init; }

    /// <summary>Whether the decision asks a person; <see langword="null"/> in records that do not say.</summary>
    public bool? RequiresApproval { get; init; }

    /// <summary>The gates that the decision requires, whether or not an answer came to them; <see langword="null"/> in records that do not say.</summary>
    public IReadOnlyList<string>? RequiredGates { get; init; }

    /// <summary>The controls that somebody had applied by then, as far as they say anything of tiers or endpoints: each with its name, its reason and what it limits.</summary>
    public IReadOnlyList<RoutingControl> Controls { get; init => field = value ?? []; } = [];

    /// <summary>The budget that wanted the request to start as cheaply as it may, or <see langword="null"/>.</summary>
    public string? DegradedBy { get; init; }

    /// <summary>Every model call, in order.</summary>
    public IReadOnlyList<AuditAttempt> Attempts { get; init => field = value ?? []; } = [];

    /// <summary>What each gate said, by its name.</summary>
    public IReadOnlyDictionary<string, string> Gates { get; init => field = value ?? NoGates; } = NoGates;

    /// <summary>The id under which a person finds the held work.</summary>
    public string? Approval { get; init; }

    /// <summary>Whether a fallback marked the request as high risk.</summary>
    public bool HighRisk { get; init; }

    /// <summary>How the client call ended.</summary>
    public string? Outcome { get; init; }

    /// <summary>Why there is no answer.</summary>
    public string? Why { get; init; }

    /// <summary>What the client call cost, in <see cref="Currency"/>.</summary>
    public decimal Cost { get; init; }

    /// <summary>The currency.</summary>
    public string? Currency { get; init; }

    /// <summary>How long the client call took, in milliseconds.</summary>
    [JsonPropertyName("ms")]
    public double Milliseconds { get; init; }

    /// <summary>What was asked and answered, redacted, where the contract captures its content.</summary>
    public AuditContent? Content { get; init; }

    /// <summary>The line's place in its chain; see <see cref="AuditChain"/>.</summary>
    public AuditLink? Chain { get; init; }

    /// <summary>Says which record it is, and nothing of its content.</summary>
    /// <returns>The event or the contract, and the id.</returns>
    public override string ToString() => $"{Event ?? Contract} {Id}";
}

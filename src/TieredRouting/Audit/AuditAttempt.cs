using System.Text.Json.Serialization;
using TieredRouting.Audit;

namespace TieredRouting;

/// <summary>A model call as it was recorded.</summary>
public sealed record AuditAttempt
{
    private static readonly Dictionary<string, int> NothingRedacted = [];

    /// <summary>What the call was made for.</summary>
    public string? Kind { get; init; }

    /// <summary>The tier.</summary>
    public string? Tier { get; init; }

    /// <summary>The endpoint.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The endpoint's regions, joined by commas.</summary>
    public string? Region { get; init; }

    /// <summary>The triggers that made the answer unacceptable; empty where it was accepted. On the wire, that is the word <c>accepted</c>.</summary>
    [JsonConverter(typeof(RecordedVerdictConverter))]
    public IReadOnlyList<string> Verdict { get; init => field = value ?? []; } = [];

    /// <summary>Whether the answer was accepted.</summary>
    [JsonIgnore]
    public bool IsAccepted => Verdict.Count == 0;

    /// <summary>The kind of the error, where there was one.</summary>
    public string? Error { get; init; }

    /// <summary>What the answer broke, by path and rule.</summary>
    public IReadOnlyList<AnswerViolation> Violations { get; init => field = value ?? []; } = [];

    /// <summary>How long the call took, in milliseconds.</summary>
    [JsonPropertyName("ms")]
    public double Milliseconds { get; init; }

    /// <summary>When a stream's first content came, in milliseconds from the call's start.</summary>
    [JsonPropertyName("firstTokenMs")]
    public double? FirstTokenMilliseconds { get; init; }

    /// <summary>The tokens used, where the provider said.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>What it cost.</summary>
    public decimal Cost { get; init; }

    /// <summary>Whether the cost is what was reserved, because the provider reported no usage.</summary>
    public bool Estimated { get; init; }

    /// <summary>How many pieces of each kind of sensitive text were not sent, by kind; empty for none.</summary>
    public IReadOnlyDictionary<string, int> Redacted { get; init => field = value ?? NothingRedacted; } = NothingRedacted;

    /// <summary>Whether the answer was accepted only because the contract reads tolerantly.</summary>
    public bool Repaired { get; init; }

    /// <summary>How sure the model was of its answer, where that is known.</summary>
    public string? Confidence { get; init; }

    /// <summary>About how many tokens were not bought, where the answer was stopped because it could no longer keep its schema.</summary>
    public int? SavedOutputTokens { get; init; }
}

namespace TieredRouting;

/// <summary>One call to one endpoint, with its verdict and what it cost. Immutable.</summary>
public sealed record Attempt
{
    /// <summary>What the call was made for.</summary>
    public CallKind Kind { get; init; }

    /// <summary>The tier.</summary>
    public required string Tier { get; init; }

    /// <summary>The endpoint.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The endpoint's regions, joined by commas, or <see langword="null"/> where none is stated.</summary>
    public string? Region { get; init; }

    /// <summary>The verdict on the answer. The passes of one disagreement check are one attempt and share one verdict.</summary>
    public required AttemptVerdict Verdict { get; init; }

    /// <summary>
    /// The kind of the error, or <see langword="null"/> where there was none: <c>throttled</c>, <c>overloaded</c>, <c>serverError</c>, <c>network</c>,
    /// <c>timeout</c>, <c>contextTooLong</c>, <c>contentFilter</c>, <c>authentication</c>, <c>badRequest</c>, <c>ownBug</c>, <c>unknown</c>, <c>errorContent</c>,
    /// <c>empty</c>, <c>forbiddenTool</c>, <c>cancelled</c> (the caller gave up, or another pass had decided: no failure of the endpoint); of streams also <c>stalled</c>, and <c>unfinished</c> for one that stopped without saying why.
    /// </summary>
    public string? Error { get; init; }

    /// <summary>How long the call took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>When the first content of a stream came that says something, counted from the call's start.</summary>
    public TimeSpan? FirstContent { get; init; }

    /// <summary>The tokens used, or <see langword="null"/> where the provider reported none, or only those of a stream's beginning.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>What it cost, in the ladder's currency.</summary>
    public decimal Cost { get; init; }

    /// <summary>Whether the cost is what was reserved, because the provider did not report all of the usage; where the part it reported costs more, it is that.</summary>
    public bool Estimated { get; init; }

    /// <summary>
    /// How many pieces of each kind of sensitive text were not sent, placeholders in their place; <see langword="null"/> where there were none, or the contract does not redact. The same value
    /// counts as often as it stands in the prompt.
    /// </summary>
    public IReadOnlyDictionary<string, int>? Redacted { get; init; }

    /// <summary>Whether the answer was accepted only because the contract reads tolerantly: its JSON had to be put right, or cut out of text.</summary>
    public bool Repaired { get; init; }

    /// <summary>How sure the model was of its answer, or <see langword="null"/> where nobody asked or nothing could be told.</summary>
    public ConfidenceLevel? Confidence { get; init; }

    /// <summary>
    /// About how many tokens of its allowance were not bought, where the answer was stopped because it could no longer keep its schema; else <see langword="null"/>. An estimate; <see cref="Cost"/> is what
    /// was reserved all the same, since nobody says what a call cost that was left.
    /// </summary>
    public int? SavedOutputTokens { get; init; }
}

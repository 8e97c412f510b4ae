using TieredRouting.Telemetry;

namespace TieredRouting.Fallback;

/// <summary>What the checks found.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Error">The kind of the error inside the answer, where there was one.</param>
/// <param name="IsStep">Whether the answer asks for tool calls, so that no more of it was checked.</param>
/// <param name="Text">What to release in place of the model's own text: the bare JSON, or what an envelope held.</param>
/// <param name="IsRepaired">Whether it was accepted and only tolerant reading found its JSON.</param>
/// <param name="Confidence">How sure the model is, where that is known.</param>
internal sealed record CheckedAnswer(AttemptVerdict Verdict, string? Error = null, bool IsStep = false, string? Text = null, bool IsRepaired = false, ConfidenceLevel? Confidence = null)
{
    public static CheckedAnswer Accepted { get; } = new(AttemptVerdict.Accepted);

    /// <summary>An answer that broke what looked at it.</summary>
    public static CheckedAnswer Broken { get; } = Rejected(Trigger.ProviderError, error: EnumNames.Of(ErrorKind.OwnBug));

    /// <summary>Whether a gate could not tell.</summary>
    public bool IsUndecided => Gates?.Values.Contains(GateVerdict.Unavailable) == true;

    /// <summary>What each gate that looked at it said; <see langword="null"/> where none did.</summary>
    public IReadOnlyDictionary<string, GateVerdict>? Gates { get; init; }

    /// <summary>An answer that only its gates can keep from going out.</summary>
    public static CheckedAnswer Judged(IReadOnlyDictionary<string, GateVerdict> verdicts) =>
        (GateChecks.Refusals(verdicts) is { Count: > 0 } refusals ? Rejected(Trigger.GateFailure, refusals) : Accepted) with { Gates = verdicts };

    public static CheckedAnswer Rejected(Trigger trigger, IReadOnlyList<AnswerViolation>? violations = null, string? error = null) =>
        new(AttemptVerdict.Rejected(trigger, violations), error);
}

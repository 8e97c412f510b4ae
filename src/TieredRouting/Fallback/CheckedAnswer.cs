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

    public static CheckedAnswer Step { get; } = new(AttemptVerdict.Accepted, IsStep: true);

    public static CheckedAnswer Rejected(Trigger trigger, IReadOnlyList<AnswerViolation>? violations = null, string? error = null) =>
        new(AttemptVerdict.Rejected(trigger, violations), error);
}

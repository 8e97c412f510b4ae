namespace TieredRouting.Validation;

/// <summary>An answer, taken out of its envelope where it came in one.</summary>
/// <param name="Answer">The answer as the contract promises it; its JSON lives as long as the reading it comes from.</param>
/// <param name="Confidence">The confidence stated beside it; <see langword="null"/> where none was, or none that is a level.</param>
/// <param name="Violations">What keeps it from being used; empty where nothing does.</param>
/// <param name="IsRepaired">Whether only tolerant reading found the envelope.</param>
internal readonly record struct EnvelopedAnswer(Answer Answer, ConfidenceLevel? Confidence, IReadOnlyList<AnswerViolation> Violations, bool IsRepaired = false)
{
    public static EnvelopedAnswer Bare(Answer answer, IReadOnlyList<AnswerViolation> violations) => new(answer, Confidence: null, violations);
}

namespace TieredRouting;

/// <summary>How a contract finds out that a model is unsure of its answer.</summary>
/// <param name="EscalateBelow">
/// The least confidence that is enough; below it the answer is a <see cref="Trigger.LowConfidence"/>. The default is <see cref="ConfidenceLevel.Medium"/>. With
/// <see cref="ConfidenceLevel.Low"/> every level is enough, and only an unavailable one acts.
/// </param>
/// <param name="WhenUnavailable">What an answer counts as when nothing can be told about its confidence. The default is <see cref="UnavailableConfidence.Escalate"/>.</param>
/// <param name="Ask">Whether the model is asked for it, in an envelope around the answer, on every tier alike. The default is <see langword="true"/>.</param>
public sealed record ConfidenceCheck(
    ConfidenceLevel EscalateBelow = ConfidenceLevel.Medium,
    UnavailableConfidence WhenUnavailable = UnavailableConfidence.Escalate,
    bool Ask = true)
{
    /// <summary>What the envelope adds to a prompt, rounded up.</summary>
    internal const int EnvelopeTokens = 100;

    internal bool IsTooLow(ConfidenceLevel? level) =>
        level is { } known ? known < EscalateBelow : WhenUnavailable == UnavailableConfidence.Escalate;
}

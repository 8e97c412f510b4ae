namespace TieredRouting;

/// <summary>What to do about one trigger: retry the same tier a number of times, then act.</summary>
/// <param name="Kind">What to do after the retries.</param>
/// <param name="Tier">The tier to go to; <see langword="null"/> when escalating means one tier up.</param>
/// <param name="RetrySameTier">How often the same tier is asked again first, per tier; 0 by default.</param>
/// <param name="Narrow">Whether to go on with no write tools, half the output and the prompt's narrow instructions.</param>
/// <param name="MarkHighRisk">Whether to mark the record and its route as high risk.</param>
public sealed record FallbackAction(
    FallbackActionKind Kind,
    string? Tier = null,
    int RetrySameTier = 0,
    bool Narrow = false,
    bool MarkHighRisk = false)
{
    internal static FallbackAction Escalate { get; } = new(FallbackActionKind.Escalate);

    internal static FallbackAction FailClosed { get; } = new(FallbackActionKind.FailClosed);
}

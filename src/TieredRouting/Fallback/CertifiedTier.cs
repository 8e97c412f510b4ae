using TieredRouting.Contracts;

namespace TieredRouting.Fallback;

/// <summary>
/// What a certified threshold does to a request while it stands on the cheap tier, which is where its contract starts, or below it. Above, the contract's own settings act.
/// </summary>
internal static class CertifiedTier
{
    /// <summary>The entry that acts where a request stands; <see langword="null"/> where none does.</summary>
    public static CertifiedThreshold? EntryAt(RouteRun run, FallbackCursor cursor) =>
        run.Contract.Calibration is { } calibration && cursor.TierIndex <= run.Policy.CheapIndex ? calibration.Of(run.Request.Facts.Cohort) : null;

    /// <summary>Whether no answer of the tier could be accepted, which is known before it is asked, so that asking it would only cost money.</summary>
    public static bool AcceptsNothing(RouteRun run, FallbackCursor cursor) => run.Certified switch
    {
        null => false,
        { Threshold: null } => true,
        { Score: AcceptanceScore.Ease } entry => !entry.Accepts(ContractCalibration.EaseOf(run.Decision.Signals[SignalNames.Difficulty]?.Number())),
        _ => run.Contract.Disagreement is not null && !PassEndpoints.AreAsked(run, cursor),
    };

    /// <summary>The trigger of an answer whose score is not enough.</summary>
    public static Trigger TriggerOf(AcceptanceScore score) => score == AcceptanceScore.Agreement ? Trigger.Disagreement : Trigger.LowConfidence;

    /// <summary>
    /// What the contract says about a trigger. The same tier is not asked again for its score: each try would be another chance for a wrong answer to look sure, and the certificate counts
    /// one.
    /// </summary>
    public static FallbackAction ActionOn(RouteRun run, Trigger trigger)
    {
        var action = run.Contract.Fallback.For(trigger);
        return run.Certified is not null && (trigger is Trigger.LowConfidence or Trigger.Disagreement) ? action with { RetrySameTier = 0 } : action;
    }

    /// <summary>Whether an answer of this confidence is too unsure: by the threshold where one acts, else by the contract.</summary>
    public static bool IsTooLow(RouteRun run, ConfidenceLevel? confidence) =>
        run.Certified is { Score: AcceptanceScore.Confidence } entry
            ? !entry.Accepts(ContractCalibration.ScoreOf(confidence))
            : run.Contract.Confidence?.IsTooLow(confidence) == true;
}

using TieredRouting.Economics;

namespace TieredRouting.Signals;

/// <summary>
/// The parts of the cohort history: for each tier that anything is known of <c>TIER.requests</c>, <c>evidence</c>, <c>cost</c>, <c>successRate</c>, <c>failureRate</c>, <c>reviewRate</c>,
/// <c>rollbackRate</c> and <c>seconds</c>, each for a request on average; and the tokens of a call on average. They have six digits, so that a record holds what the decision read.
/// </summary>
internal static class CohortHistoryParts
{
    public const string InputTokens = "inputTokens";
    public const string OutputTokens = "outputTokens";

    public static void Write(Dictionary<string, object> parts, string tier, in TierEstimate estimate)
    {
        parts[$"{tier}.requests"] = estimate.Requests;
        parts[$"{tier}.evidence"] = Rounded(estimate.Evidence);
        parts[$"{tier}.cost"] = Rounded(estimate.Cost);
        parts[$"{tier}.successRate"] = Rounded(estimate.SuccessRate);
        parts[$"{tier}.failureRate"] = Rounded(estimate.FailureRate);
        parts[$"{tier}.reviewRate"] = Rounded(estimate.ReviewRate);
        parts[$"{tier}.rollbackRate"] = Rounded(estimate.RollbackRate);
        parts[$"{tier}.seconds"] = Rounded(estimate.Seconds);
    }

    /// <summary>What is known of a tier; <see langword="null"/> where that is nothing.</summary>
    public static TierEstimate? Read(Signal history, string tier)
    {
        if (history.Number($"{tier}.requests") is not { } requests)
            return null;
        return new TierEstimate(
            (int)requests, Part("evidence"), Part("cost"), Part("successRate"), Part("failureRate"), Part("reviewRate"), Part("rollbackRate"), Part("seconds"));

        double Part(string name) => Math.Max(0, (double)(history.Number($"{tier}.{name}") ?? 0));
    }

    /// <summary>Six significant digits.</summary>
    public static double Rounded(double value)
    {
        if (value == 0 || !double.IsFinite(value))
            return 0;
        var digits = 5 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return digits is >= 0 and <= 15 ? Math.Round(value, digits) : digits < 0 ? Math.Round(value) : 0;
    }
}

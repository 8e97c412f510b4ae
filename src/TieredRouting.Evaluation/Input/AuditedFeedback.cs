using System.Globalization;
using TieredRouting.Feedback;
using TieredRouting.Telemetry;

namespace TieredRouting.Evaluation;

/// <summary>What somebody said of an answer, as an audit has it.</summary>
internal static class AuditedFeedback
{
    /// <summary>Whether an event of feedback means that the answer was wrong; <see langword="null"/> where it means neither, or nobody said it: that the same was asked again was found out.</summary>
    public static bool? WasWrong(AuditEntry feedback) =>
        !feedback.Details.ContainsKey("detected") && EnumNames.Find<FeedbackKind>(feedback.Details.GetValueOrDefault("feedback")) is { } kind
            ? CalibrationMonitor.WasWrong(kind, Number(feedback.Details.GetValueOrDefault("editDistance")))
            : null;

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}

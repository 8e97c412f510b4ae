namespace TieredRouting.Evaluation;

/// <summary>The figures that a gate may name.</summary>
internal static class ReportMetrics
{
    private static readonly Dictionary<string, Func<EvaluationResult, double?>> Whole = new(StringComparer.Ordinal)
    {
        ["requests"] = result => result.Report.Requests,
        ["released"] = result => result.Report.Released,
        ["correct"] = result => result.Report.Correct,
        ["accuracy"] = result => result.Report.Accuracy,
        ["cost"] = result => (double)result.Report.Cost,
        ["costPerSuccess"] = result => (double?)result.Report.CostPerSuccess,
        ["estimatedShare"] = result => result.Report.EstimatedShare,
        ["attempts"] = result => result.Report.Attempts,
        ["escalated"] = result => result.Report.Escalated,
        ["escalationRate"] = result => result.Report.EscalationRate,
        ["silentFailures"] = result => result.Report.SilentFailures,
        ["silentFailureRate"] = result => result.Report.Released > 0 ? result.Report.SilentFailureRate : null,
        ["policyViolations"] = result => result.Report.PolicyViolations,
        ["heldForApproval"] = result => result.Report.HeldForApproval,
        ["humanReview"] = result => result.Report.HumanReview,
        ["failedClosed"] = result => result.Report.FailedClosed,
        ["failed"] = result => result.Report.Failed,
        ["cancelled"] = result => result.Report.Cancelled,
        ["latencyMs.p50"] = result => result.Report.LatencyMs.P50,
        ["latencyMs.p95"] = result => result.Report.LatencyMs.P95,
        ["T2.approval"] = result => result.ApprovalOfRiskWork,
    };

    private static readonly Dictionary<string, Func<CohortFigures, double?>> Cohort = new(StringComparer.Ordinal)
    {
        ["requests"] = cohort => cohort.Requests,
        ["accuracy"] = cohort => cohort.Accuracy,
        ["cost"] = cohort => (double)cohort.Cost,
        ["costPerSuccess"] = cohort => (double?)cohort.CostPerSuccess,
        ["escalationRate"] = cohort => cohort.EscalationRate,
    };

    public static IReadOnlyCollection<string> Names => Whole.Keys;

    public static IReadOnlyCollection<string> CohortNames => Cohort.Keys;

    /// <summary>Whether a gate holds where its figure says nothing. One about requests that are not there does; a price that bought nothing is too high.</summary>
    public static bool HoldsWithout(string metric) => metric != "costPerSuccess";

    /// <summary>What is not there where a figure says nothing.</summary>
    public static string Lacking(string metric) => metric switch
    {
        "T2.approval" => AboutNoRequest("no request is risk work (T2)"),
        "silentFailureRate" => AboutNoRequest("nothing was released"),
        _ => "nothing succeeded",
    };

    public static string AboutNoRequest(string why) => $"holds, but about no request: {why}";

    public static double? Of(EvaluationResult result, string metric) => Whole[metric](result);

    public static double? Of(CohortFigures cohort, string metric) => Cohort[metric](cohort);
}

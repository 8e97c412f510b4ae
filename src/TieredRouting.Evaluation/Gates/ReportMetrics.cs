using TieredRouting.Telemetry;

namespace TieredRouting.Evaluation;

/// <summary>The figures that a gate may name.</summary>
internal static class ReportMetrics
{
    private static readonly Dictionary<string, Func<PartFigures, GateFigure>> Part = new(StringComparer.Ordinal)
    {
        ["requests"] = part => part.Requests,
        ["released"] = part => part.Released,
        ["correct"] = part => part.Correct,
        ["accuracy"] = part => part.Accuracy,
        ["cost"] = part => (double)part.Cost,
        ["costPerSuccess"] = part => part.CostPerSuccess is { } price ? (double)price : GateFigure.NothingSucceeded,
        ["escalated"] = part => part.Escalated,
        ["escalationRate"] = part => part.EscalationRate,
        ["silentFailures"] = part => part.SilentFailures,
        ["silentFailureRate"] = part => part.Released > 0 ? part.SilentFailureRate : GateFigure.AboutNothing("nothing was released"),
        ["policyViolations"] = part => part.PolicyViolations,
        ["heldForApproval"] = part => part.HeldForApproval,
        ["approval"] = part => part.Approval,
        ["schemaValidity"] = part => part.SchemaValidity ?? GateFigure.AboutNothing("no schema looked at an answer"),
        ["groundedness"] = part => part.Groundedness ?? GateFigure.AboutNothing("the gate 'groundedness' judged no answer"),
        ["refusalCorrectness"] = part => part.RefusalCorrectness ?? GateFigure.AboutNothing("no request is labelled with whether it is to be refused"),
        ["latencyMs.p50"] = part => part.LatencyMs.P50,
        ["latencyMs.p95"] = part => part.LatencyMs.P95,
    };

    private static readonly Dictionary<string, Func<EvaluationResult, GateFigure>> Whole = AllOf(new(StringComparer.Ordinal)
    {
        ["estimatedShare"] = result => result.Report.EstimatedShare,
        ["attempts"] = result => result.Report.Attempts,
        ["humanReview"] = result => result.Report.HumanReview,
        ["failedClosed"] = result => result.Report.FailedClosed,
        ["failed"] = result => result.Report.Failed,
        ["cancelled"] = result => result.Report.Cancelled,
        ["T2.approval"] = result => result.ApprovalOfRiskWork ?? NoneOf(EnumNames.Of(WorkClass.T2)),
    });

    public static IReadOnlyCollection<string> Names => Whole.Keys;

    public static IReadOnlyCollection<string> PartNames => Part.Keys;

    public static GateFigure Of(EvaluationResult result, string metric) => Whole[metric](result);

    public static GateFigure Of(PartFigures part, string metric) => Part[metric](part);

    /// <summary>What may be asked of a part may be asked of all requests, and, behind its name, of each class.</summary>
    private static Dictionary<string, Func<EvaluationResult, GateFigure>> AllOf(Dictionary<string, Func<EvaluationResult, GateFigure>> whole)
    {
        foreach (var (name, figure) in Part)
        {
            whole.TryAdd(name, result => figure(result.Report));
            foreach (var workClass in Enum.GetValues<WorkClass>().Select(EnumNames.Of))
                whole.TryAdd($"{workClass}.{name}", result => OfClass(result, workClass) is { } part ? figure(part) : NoneOf(workClass));
        }

        return whole;
    }

    private static ClassFigures? OfClass(EvaluationResult result, string workClass) => result.Report.ByClass.GetValueOrDefault(workClass) is { Requests: > 0 } part ? part : null;

    private static GateFigure NoneOf(string workClass) => GateFigure.AboutNothing(workClass == EnumNames.Of(WorkClass.T2) ? "no request is risk work (T2)" : $"no request is of the class {workClass}");
}

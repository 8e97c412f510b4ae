using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace TieredRouting.Evaluation.Tests.Html;

/// <summary>Pages for tests.</summary>
internal static class Pages
{
    public const string Hostile = "</title></style><script>console.error('run')</script><img src=x onerror=alert(1)>\" onload='x' &amp; \u0000\u001b[31m\u202eolleh \ud800 😀";

    public static EvaluationResult Result { get; } = new(
        new EvalReport
        {
            Requests = 200,
            Released = 190,
            Correct = 180,
            Accuracy = 0.9,
            Cost = 0.123456m,
            CostPerSuccess = 0.000685m,
            EstimatedShare = 0.01,
            Attempts = 230,
            Escalated = 30,
            EscalationRate = 0.15,
            SilentFailures = 10,
            SilentFailureRate = 10 / 190.0,
            HeldForApproval = 7,
            FailedClosed = 3,
            LatencyMs = new LatencyFigures { P50 = 410.5, P95 = 2660 },
            Triggers = new Dictionary<string, int> { ["schemaFailure"] = 21, ["timeout"] = 0, ["exhausted"] = 3 },
            ByClass = new Dictionary<string, ClassFigures> { ["T0"] = new() { Requests = 193, Share = 0.965 }, ["T2"] = new() { Requests = 7, Share = 0.035 } },
            ByTier = new Dictionary<string, TierFigures> { ["nano"] = new() { Attempts = 200, Released = 165, Cost = 0.02m }, ["full"] = new() { Attempts = 30, Released = 25, Cost = 0.103456m } },
            ByCohort = new Dictionary<string, PartFigures> { ["de-smb"] = new() { Requests = 120, Accuracy = 0.875, Cost = 0.1m, CostPerSuccess = 0.000952m, EscalationRate = 0.2 } },
            ByWorkflow = new Dictionary<string, WorkflowFigures> { ["weekly-report"] = new() { Requests = 11, Cost = 0.0042m } },
            Baselines = new Dictionary<string, BaselineFigures> { ["always:nano"] = new() { Accuracy = 0.81, Cost = 0.019m, CostPerSuccess = 0.000117m }, ["always:full"] = new() { Accuracy = 0.96, Cost = 0.61m } },
            Gates =
            [
                new ReportVerdict { Gate = "accuracy", Holds = false, Value = 0.9, Wanted = "at least 0.95" },
                new ReportVerdict { Gate = "byCohort.accuracy", Cohort = "de-smb", Holds = true, Value = 0.875, Wanted = "at least 0.8" },
                new ReportVerdict { Gate = "T2.approval", Holds = true, Wanted = "at least 1", Note = "holds, but about no request: no request is risk work (T2)" },
            ],
        },
        ApprovalOfRiskWork: 1,
        FailedExpectations: ["case-7: expected startTier mini, got nano"],
        Notes: ["baseline always:mini is left out: the endpoint 'mini-a' is recorded for 0 requests only"]);

    /// <summary>The same, with every name that somebody else chooses chosen by somebody unfriendly.</summary>
    public static EvaluationResult HostileResult { get; } = Result with
    {
        Report = Result.Report with
        {
            ByTier = Result.Report.ByTier.ToDictionary(tier => tier.Key + Hostile, tier => tier.Value),
            ByCohort = Result.Report.ByCohort.ToDictionary(cohort => cohort.Key + Hostile, cohort => cohort.Value),
            ByWorkflow = Result.Report.ByWorkflow.ToDictionary(workflow => workflow.Key + Hostile, workflow => workflow.Value),
            Baselines = Result.Report.Baselines.ToDictionary(baseline => baseline.Key + Hostile, baseline => baseline.Value),
            Gates = [.. Result.Report.Gates!.Select(gate => gate with { Cohort = Hostile, Note = Hostile })],
        },
        FailedExpectations = [Hostile],
        Notes = [Hostile],
    };

    public static string Of(EvaluationResult result, string input = "recordings.jsonl", string config = "routing.json")
    {
        using var stream = new MemoryStream();
        new HtmlReport(result, input, config).Write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static XElement Parsed(string page)
    {
        using var reader = XmlReader.Create(new StringReader(page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, IgnoreWhitespace = true });
        return XElement.Load(reader);
    }
}

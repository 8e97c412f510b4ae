using System.Xml.Linq;

namespace TieredRouting.Evaluation;

/// <summary>
/// An evaluation as a page: one file that asks for nothing outside it and runs no script. The same result is the same page, byte for byte; it says what was
/// evaluated and not when.
/// </summary>
/// <param name="result">What was found.</param>
/// <param name="input">What the file of recordings or cases is called.</param>
/// <param name="config">What the file of the configuration is called.</param>
internal sealed class HtmlReport(EvaluationResult result, string input, string config)
{
    private readonly EvalReport _report = result.Report;

    public void Write(Stream stream) => HtmlText.Write(stream, Page());

    private XElement Page() => new("html", new XAttribute("lang", "en"), Head(), new XElement("body", Header(), new XElement("main", Sections())));

    private XElement Head() => new(
        "head",
        new XElement("meta", new XAttribute("charset", "utf-8")),
        new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
        new XElement("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
        new XElement("title", $"Evaluation of {input}"),
        new XElement("style", HtmlStyle.Css));

    private XElement Header() => new(
        "header",
        new XElement("h1", "Evaluation"),
        HtmlParts.Paragraph("quiet", HtmlParts.Foreign(input), " under ", HtmlParts.Foreign(config)),
        HtmlVerdict.Of(result));

    private XElement?[] Sections() =>
    [
        HtmlParts.Section("Summary", Summary()),
        HtmlParts.Section("Gates", Gates()),
        HtmlParts.Section("Accuracy and cost", Baselines()),
        HtmlParts.Section("Outcomes", Outcomes()),
        HtmlParts.Section("Triggers", Triggers()),
        HtmlParts.Section("Tiers", Tiers()),
        HtmlParts.Section("Classes", Classes()),
        HtmlParts.Section("Cohorts", Cohorts()),
        HtmlParts.Section("What each part kept to", Parts()),
        HtmlParts.Section("Workflows", Workflows()),
        HtmlParts.Section("Expectations that are not met", HtmlParts.List(result.FailedExpectations)),
        HtmlParts.Section("Notes", HtmlParts.List(Notes())),
    ];

    private XElement Summary() => HtmlParts.Figures(
        ("Requests", Figures.Count(_report.Requests)),
        ("Accuracy", Figures.Percent(_report.Accuracy)),
        ("Cost", Figures.Money(_report.Cost)),
        ("Cost per success", Figures.Money(_report.CostPerSuccess)),
        ("Escalated", Figures.Percent(_report.EscalationRate)),
        ("Silent failures, of released", Figures.Percent(_report.Released == 0 ? null : _report.SilentFailureRate)),
        ("Policy violations", Figures.Count(_report.PolicyViolations)),
        ("Attempts", Figures.Count(_report.Attempts)),
        ("Latency p50", Figures.Milliseconds(_report.LatencyMs.P50)),
        ("Latency p95", Figures.Milliseconds(_report.LatencyMs.P95)));

    private XElement? Gates() => _report.Gates?.Aggregate(
        new HtmlTable("What the report must keep to, and whether it does.", "gate", "verdict", "is", "wanted", "note"),
        (table, gate) => table.Add(gate.Name, HtmlVerdict.Of(gate), Figures.Plain(gate.Value), HtmlCell.Words(gate.Wanted), HtmlCell.Words(gate.Note ?? string.Empty))).ToElement();

    private XElement Baselines()
    {
        var most = _report.Baselines.Values.Select(baseline => baseline.Cost).Append(_report.Cost).Max();
        var table = new HtmlTable("Routing, beside calling one tier for every request and believing it.", "what", "accuracy", "cost", "cost per success");
        table.Add("routed", Accuracy("routed", _report.Accuracy), Cost("routed", _report.Cost, most), Figures.Money(_report.CostPerSuccess));
        foreach (var (name, baseline) in _report.Baselines)
            table.Add(name, Accuracy(name, baseline.Accuracy), Cost(name, baseline.Cost, most), Figures.Money(baseline.CostPerSuccess));
        return table.ToElement();
    }

    private XElement Outcomes()
    {
        var table = new HtmlTable("What came of the requests.", "what", "count", "share");
        foreach (var line in ReportLines.Outcomes(_report))
            table.Add(line.What, Figures.Count(line.Count), Share(line.What, line.Share));
        table.Add("policy violations", Figures.Count(_report.PolicyViolations), string.Empty);
        table.Add("T2 that a person was asked about", string.Empty, Share("T2 that a person was asked about", result.ApprovalOfRiskWork));
        foreach (var (what, share) in ReportLines.Kept(_report))
            table.Add(what, string.Empty, Share(what, share));
        table.Add("cost that is estimated", string.Empty, Share("cost that is estimated", _report.EstimatedShare));
        return table.ToElement();
    }

    private XElement Triggers()
    {
        ReportLine[] lines = [.. ReportLines.Triggers(_report)];
        if (lines.Length == 0)
            return HtmlParts.Paragraph("quiet", "No attempt was rejected.");
        var most = (double)lines.Max(line => line.Count);
        return lines.Aggregate(
            new HtmlTable("Why attempts were not accepted.", "what", "count"),
            (table, line) => table.Add(line.What, HtmlCell.Drawn(Figures.Count(line.Count), new HtmlBar(line.Count / most, $"{line.What}: {Figures.Count(line.Count)}")))).ToElement();
    }

    private XElement Tiers()
    {
        var most = _report.ByTier.Values.Select(tier => tier.Cost).DefaultIfEmpty().Max();
        return _report.ByTier.Aggregate(
            new HtmlTable("Each tier, from small to large.", "tier", "attempts", "released", "cost"),
            (table, tier) => table.Add(tier.Key, Figures.Count(tier.Value.Attempts), Figures.Count(tier.Value.Released), Cost(tier.Key, tier.Value.Cost, most))).ToElement();
    }

    private XElement Classes() => _report.ByClass.Aggregate(
        new HtmlTable("Commodity work (T0), judgement (T1), risk work (T2).", "class", "requests", "share"),
        (table, part) => table.Add(part.Key, Figures.Count(part.Value.Requests), Share(part.Key, part.Value.Share))).ToElement();

    private XElement Cohorts()
    {
        if (_report.ByCohort.Count == 0)
            return HtmlParts.Paragraph("quiet", "No request states a cohort.");
        var most = _report.ByCohort.Values.Max(cohort => cohort.Cost);
        var table = new HtmlTable("Requests that state a cohort.", "cohort", "requests", "accuracy", "escalated", "cost", "cost per success");
        foreach (var (name, cohort) in _report.ByCohort)
            table.Add(name, Figures.Count(cohort.Requests), Accuracy(name, cohort.Accuracy), Figures.Percent(cohort.EscalationRate), Cost(name, cohort.Cost, most), Figures.Money(cohort.CostPerSuccess));
        return table.ToElement();
    }

    private XElement Parts() => ReportLines.Parts(_report).Aggregate(
        new HtmlTable("Accuracy, escalation, approval, form, sources, refusals and time, by class, contract and cohort.", ["part", .. ReportLines.PartHeads]),
        (table, part) => table.Add(part.Name, [.. ReportLines.Of(part.Part).Select(said => (HtmlCell)said)])).ToElement();

    private XElement Workflows()
    {
        if (_report.ByWorkflow.Count == 0)
            return HtmlParts.Paragraph("quiet", "No request states a workflow.");
        var most = _report.ByWorkflow.Values.Max(workflow => workflow.Cost);
        return _report.ByWorkflow.Aggregate(
            new HtmlTable("Requests that state a workflow.", "workflow", "requests", "cost"),
            (table, workflow) => table.Add(workflow.Key, Figures.Count(workflow.Value.Requests), Cost(workflow.Key, workflow.Value.Cost, most))).ToElement();
    }

    private string[] Notes() => [.. result.Notes, "Money is in the ladder's currency."];

    private static HtmlCell Accuracy(string whose, double accuracy) => HtmlCell.Drawn(Figures.Percent(accuracy), new HtmlBar(accuracy, $"accuracy of {whose}: {Figures.Percent(accuracy)}"));

    private static HtmlCell Cost(string whose, decimal cost, decimal most) =>
        HtmlCell.Drawn(Figures.Money(cost), HtmlBar.OfMost(cost, most, $"cost of {whose}: {Figures.Money(cost)}"));

    private static HtmlCell Share(string what, double? share) =>
        share is { } known ? HtmlCell.Drawn(Figures.Percent(known), new HtmlBar(known, $"{what}: {Figures.Percent(known)}")) : Figures.Percent(share);
}

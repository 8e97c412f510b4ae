using System.Xml.Linq;

namespace TieredRouting.Evaluation;

/// <summary>Whether all is well, in words first and in colour after.</summary>
internal static class HtmlVerdict
{
    public static XElement Of(EvaluationResult result) => (result.Report.Gates, result.FailedExpectations.Count) switch
    {
        ({ } gates, _) => Of(gates),
        (null, > 0 and var failed) => HtmlParts.Paragraph("verdict bad", $"Not met: {Figures.Count(failed)} of what cases must do."),
        _ => HtmlParts.Paragraph("verdict quiet", "No gate was asked for."),
    };

    public static HtmlCell Of(ReportVerdict gate) => gate switch
    {
        { Holds: false } => new HtmlCell("✗ fails", "bad"),
        { Note: not null } => new HtmlCell("✓ holds, see note", "empty"),
        _ => new HtmlCell("✓ holds", "good"),
    };

    private static XElement Of(IReadOnlyList<ReportVerdict> gates)
    {
        var (failed, noted) = (gates.Count(gate => !gate.Holds), gates.Count(gate => gate is { Holds: true, Note: not null }));
        return failed == 0
            ? HtmlParts.Paragraph("verdict good", $"✓ All gates hold: {Figures.Count(gates.Count)}, of which {Figures.Count(noted)} with a note.")
            : HtmlParts.Paragraph("verdict bad", $"✗ {Figures.Count(failed)} of {Figures.Count(gates.Count)} gates fail.");
    }
}

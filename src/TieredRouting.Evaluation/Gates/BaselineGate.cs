namespace TieredRouting.Evaluation;

/// <summary>That accuracy did not fall against an earlier report.</summary>
/// <param name="Name">What messages call the report.</param>
/// <param name="File">Where the report stands.</param>
/// <param name="Report">The report.</param>
/// <param name="MaxRegression">By how much accuracy may fall.</param>
/// <param name="Confidence">How sure the fall must be to count.</param>
internal sealed record BaselineGate(string Name, FileInfo File, EvalReport Report, double MaxRegression, double Confidence)
{
    /// <summary>A fall counts when it is larger than allowed and no accident. Where both reports are about the same requests, they are compared one by one, which shows far smaller falls.</summary>
    public ReportVerdict Judge(EvalReport now)
    {
        var larger = Report.Accuracy - now.Accuracy > MaxRegression;
        var (test, chance) = larger ? ChanceOf(now) : ("", 1);
        var accident = chance > 1 - Confidence;
        return new ReportVerdict
        {
            Gate = "baseline",
            Holds = !larger || accident,
            Value = now.Accuracy,
            Wanted = FormattableString.Invariant($"at most {MaxRegression} below {Report.Accuracy:0.####}, at confidence {Confidence}"),
            Note = larger ? Fall(now, accident, test, chance) : null,
        };
    }

    private (string Test, double Chance) ChanceOf(EvalReport now)
    {
        if (Report is not { RequestIds: { } asked, Wrong: { } before } || asked != now.RequestIds || now.Wrong is not { } wrong)
            return ("Fisher", FisherTest.Worse(Report.Correct, Report.Requests, now.Correct, now.Requests));
        var still = before.Intersect(wrong, StringComparer.Ordinal).Count();
        return ("McNemar", McNemarTest.Worse(worse: wrong.Count - still, better: before.Count - still));
    }

    private string Fall(EvalReport now, bool accident, string test, double chance)
    {
        var fall = FormattableString.Invariant($"accuracy fell from {Report.Accuracy:0.####} ({Name}) to {now.Accuracy:0.####} (one-sided {test} p = {chance:0.####})");
        return accident ? $"holds, though {fall}: so few requests may show that by accident" : fall;
    }
}

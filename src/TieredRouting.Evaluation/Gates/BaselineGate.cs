namespace TieredRouting.Evaluation;

/// <summary>That accuracy did not fall against an earlier report.</summary>
/// <param name="Name">What messages call the report.</param>
/// <param name="File">Where the report stands.</param>
/// <param name="Report">The report.</param>
/// <param name="MaxRegression">By how much accuracy may fall.</param>
/// <param name="Confidence">How sure the fall must be to count.</param>
internal sealed record BaselineGate(string Name, FileInfo File, EvalReport Report, double MaxRegression, double Confidence)
{
    /// <summary>Why the gate does not hold, or <see langword="null"/>. A fall counts when it is larger than allowed and no accident.</summary>
    public string? Breach(EvalReport now)
    {
        var fall = Report.Accuracy - now.Accuracy;
        if (fall <= MaxRegression)
            return null;
        var chance = FisherTest.Worse(Report.Correct, Report.Requests, now.Correct, now.Requests);
        return chance > 1 - Confidence ? null : FormattableString.Invariant(
            $"baseline: accuracy fell from {Report.Accuracy:0.####} ({Name}) to {now.Accuracy:0.####}, more than {MaxRegression} (one-sided Fisher p = {chance:0.####}, confidence {Confidence})");
    }

    /// <summary>That a fall larger than allowed does not count since it may be an accident, or <see langword="null"/>.</summary>
    public string? Note(EvalReport now) => Report.Accuracy - now.Accuracy > MaxRegression && Breach(now) is null
        ? FormattableString.Invariant($"baseline: accuracy fell from {Report.Accuracy:0.####} to {now.Accuracy:0.####}, more than {MaxRegression}, but so few requests may show that by accident (confidence {Confidence})")
        : null;
}

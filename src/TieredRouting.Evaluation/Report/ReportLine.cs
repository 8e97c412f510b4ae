namespace TieredRouting.Evaluation;

/// <summary>One line of a report in words: a count, and its share where it is a part of something that was there.</summary>
internal sealed record ReportLine(string What, int Count, double? Share = null)
{
    public static ReportLine PartOf(string what, int part, int whole) => new(what, part, whole == 0 ? null : Tally.Share(part, whole));
}

namespace TieredRouting.Configuration;

/// <summary>Reads the thresholds that were certified for a contract.</summary>
internal static class CalibrationSection
{
    public static void Read(SectionScope scope, ContractOptions contract)
    {
        var entries = scope.List("calibration").Select(Read).OfType<CertifiedThreshold>().ToList();
        if (scope.Has("calibration"))
            contract.Calibration = entries.Count == 0 ? null : entries;
    }

    /// <returns>The entry, or <see langword="null"/> where it does not say what its threshold is on.</returns>
    private static CertifiedThreshold? Read(SectionScope scope)
    {
        scope.Requires("score");
        var score = scope.Choice<AcceptanceScore>("score");
        scope.Require(score is not null || scope.Has("score"), "score", "is required");
        var entry = new CertifiedThreshold(
            scope.Text("cohort"),
            score.GetValueOrDefault(),
            (double?)scope.Number("threshold"),
            scope.Whole("n") ?? 0,
            scope.Whole("errors") ?? 0,
            (double?)scope.Number("bound") ?? 0,
            (double?)scope.Number("maxError") ?? 0,
            (double?)scope.Number("confidence") ?? 0)
        {
            Model = scope.Text("model"),
        };
        scope.Finish();
        return score is null ? null : entry;
    }
}

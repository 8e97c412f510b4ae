namespace TieredRouting.Contracts;

/// <summary>The thresholds that were certified for a contract, by cohort. Immutable.</summary>
internal sealed class ContractCalibration
{
    private readonly CertifiedThreshold? _others;
    private readonly Dictionary<string, CertifiedThreshold> _byCohort = new(StringComparer.Ordinal);

    /// <param name="entries">The entries; no two of one cohort, or they are refused after this.</param>
    public ContractCalibration(IReadOnlyList<CertifiedThreshold> entries)
    {
        Entries = entries;
        _others = entries.FirstOrDefault(entry => entry.Cohort is null);
        foreach (var entry in entries)
        {
            if (entry.Cohort is not null)
                _byCohort.TryAdd(entry.Cohort, entry);
        }
    }

    public IReadOnlyList<CertifiedThreshold> Entries { get; }

    /// <summary>The score that a contract's answers are told by: the surest that it asks for.</summary>
    public static AcceptanceScore ScoreOf(ConfidenceCheck? confidence, DisagreementCheck? disagreement) =>
        confidence is not null ? AcceptanceScore.Confidence
        : disagreement is not null ? AcceptanceScore.Agreement
        : AcceptanceScore.Validity;

    /// <summary>A confidence as a score.</summary>
    public static double? ScoreOf(ConfidenceLevel? level) => (int?)level / (double)ConfidenceLevel.High;

    /// <summary>The entry of a cohort, or that of all others; <see langword="null"/> where the contract's own settings act.</summary>
    public CertifiedThreshold? Of(string? cohort) =>
        cohort is not null && _byCohort.TryGetValue(cohort, out var own) ? own : _others;
}

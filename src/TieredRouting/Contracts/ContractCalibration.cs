namespace TieredRouting.Contracts;

/// <summary>The thresholds that were certified for a contract, by cohort. Immutable.</summary>
internal sealed class ContractCalibration
{
    private const int EasePlaces = 6;

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
    /// <param name="confidence">Its confidence check.</param>
    /// <param name="disagreement">Its disagreement check.</param>
    /// <param name="learnt">Whether a model tells how hard its requests are.</param>
    public static AcceptanceScore ScoreOf(ConfidenceCheck? confidence, DisagreementCheck? disagreement, bool learnt) =>
        confidence is not null ? AcceptanceScore.Confidence
        : disagreement is not null ? AcceptanceScore.Agreement
        : learnt ? AcceptanceScore.Ease
        : AcceptanceScore.Validity;

    /// <summary>The score of a contract as it was built.</summary>
    public static AcceptanceScore ScoreOf(Contract contract) => ScoreOf(contract.Confidence, contract.Disagreement, contract.Difficulty is not null);

    /// <summary>A confidence as a score.</summary>
    public static double? ScoreOf(ConfidenceLevel? level) => (int?)level / (double)ConfidenceLevel.High;

    /// <summary>A difficulty as a score, to so many places that it is the same number wherever it was written down; <see langword="null"/> where it is no share.</summary>
    public static double? EaseOf(decimal? difficulty) => difficulty is >= 0 and <= 1 ? (double)decimal.Round(1 - difficulty.Value, EasePlaces) : null;

    /// <summary>The entry of a cohort, or that of all others; <see langword="null"/> where the contract's own settings act.</summary>
    public CertifiedThreshold? Of(string? cohort) =>
        cohort is not null && _byCohort.TryGetValue(cohort, out var own) ? own : _others;
}

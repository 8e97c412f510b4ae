using TieredRouting.Contracts;

namespace TieredRouting.Evaluation;

/// <summary>Certifies a contract's scored answers, cohort by cohort.</summary>
internal static class Certificates
{
    /// <param name="contract">The contract.</param>
    /// <param name="cheap">The tier that the answers are of.</param>
    /// <param name="asked">What to certify.</param>
    /// <param name="answers">The answers.</param>
    /// <param name="cohorts">The cohorts that get a certificate each; <see langword="null"/> is that of all others.</param>
    /// <param name="notes">What the numbers do not say.</param>
    public static CalibrationResult Of(Contract contract, string cheap, CalibrationOptions asked, IEnumerable<ScoredAnswer> answers, IEnumerable<string?> cohorts, IEnumerable<string> notes)
    {
        var (search, score) = (new ThresholdSearch(asked.MaxError, asked.Confidence), ContractCalibration.ScoreOf(contract));
        var model = score == AcceptanceScore.Ease ? contract.DifficultyVersion : null;
        var byCohort = answers.ToLookup(answer => asked.ByCohort ? answer.Cohort : null);
        return new CalibrationResult(contract.Name, cheap, [.. cohorts.Select(cohort => search.Find(cohort, score, byCohort[cohort]) with { Model = model })], [.. notes]);
    }
}

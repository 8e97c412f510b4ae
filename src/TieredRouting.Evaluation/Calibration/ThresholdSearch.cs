namespace TieredRouting.Evaluation;

/// <summary>
/// Finds the lowest threshold that can be certified. Thresholds are tested one after the other in an order that was fixed beforehand, each at the full confidence, and the first that fails ends it: so
/// a wrong certificate is no more likely than one minus the confidence, however many are tested (P. Bauer, "Multiple testing in clinical trials", Statistics in Medicine 10, 1991; A. Angelopoulos,
/// S. Bates, E. Candès, M. Jordan and L. Lei, "Learn then Test", 2021). The order is chosen on one part of the answers, and the tests are made on the other.
/// </summary>
internal sealed class ThresholdSearch(double maxError, double confidence)
{
    /// <summary>One answer in so many helps to choose; the others certify.</summary>
    private const int ChoosingShare = 5;

    private readonly ThresholdOrder _order = new(maxError, confidence, ChoosingShare - 1);

    /// <summary>What can be certified for a cohort.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="score">What the answers are scored by.</param>
    /// <param name="answers">The cohort's answers.</param>
    public CertifiedThreshold Find(string? cohort, AcceptanceScore score, IEnumerable<ScoredAnswer> answers)
    {
        var questions = OneOfEachGroup(answers);
        var scores = questions.Select(answer => answer.Score).Distinct().ToList();
        // Where all answers score the same there is one threshold and nothing to choose, and every answer certifies.
        return scores.Count <= 1
            ? Certify(cohort, score, [scores.Count == 0 ? 1 : scores[0]], questions)
            : Certify(cohort, score, _order.Of(questions.FindAll(IsChoosing)), questions.FindAll(answer => !IsChoosing(answer)));
    }

    /// <summary>Answers to one question are no independent witnesses: one of them counts, in whichever order they came.</summary>
    private static List<ScoredAnswer> OneOfEachGroup(IEnumerable<ScoredAnswer> answers) =>
        [.. answers.GroupBy(answer => answer.Group).Select(group => group.MinBy(answer => answer.Id))];

    /// <summary>It depends on the group alone, so that a rerun says the same.</summary>
    private static bool IsChoosing(ScoredAnswer answer) => answer.Group % ChoosingShare == 0;

    /// <summary>Tests thresholds in their order, as long as they pass. Where none does, the evidence is that of the first.</summary>
    private CertifiedThreshold Certify(string? cohort, AcceptanceScore score, IReadOnlyList<double> order, List<ScoredAnswer> answers)
    {
        CertifiedThreshold? last = null;
        foreach (var threshold in order)
        {
            var accepted = answers.FindAll(answer => answer.Score >= threshold);
            var wrong = accepted.Count(answer => answer.IsWrong);
            var bound = BinomialBound.Upper(wrong, accepted.Count, confidence);
            if (bound > maxError)
                return last ?? new CertifiedThreshold(cohort, score, Threshold: null, accepted.Count, wrong, bound, maxError, confidence);
            last = new CertifiedThreshold(cohort, score, threshold, accepted.Count, wrong, bound, maxError, confidence);
        }

        return last!;
    }
}

using System.Globalization;
using System.Text.Json;
using TieredRouting.Contracts;
using TieredRouting.Telemetry;

namespace TieredRouting.Evaluation;

/// <summary>
/// Puts the answers that a contract's cheap tier let out, as an audit has them, together with what people said of them. The first word about an answer that tells right from wrong counts; that the same was asked again
/// without anybody saying so counts for nothing. Not thread-safe.
/// </summary>
internal sealed class AuditedAnswers(Contract contract, string cheap)
{
    private readonly Dictionary<UInt128, (string? Cohort, double Score)> _answers = [];
    private readonly Dictionary<UInt128, bool> _wrong = [];
    private readonly HashSet<string?> _cohorts = [];
    private readonly HashSet<string> _configurations = new(StringComparer.Ordinal);
    private readonly bool _goesByModel = ContractCalibration.ScoreOf(contract) == AcceptanceScore.Ease;
    private int _ofOtherModels;

    public void Add(AuditEntry entry)
    {
        if (entry is { Event: AuditEvent.Feedback, Route: { } judged })
            Judge(SeenIds.HashOf(judged), entry);
        else if (entry is { Event: null, Route: { } route } && string.Equals(entry.Contract, contract.Name, StringComparison.OrdinalIgnoreCase))
            Take(SeenIds.HashOf(route), entry);
    }

    /// <summary>What can be certified; without a threshold where no request was of the contract.</summary>
    public CalibrationResult ToResult(CalibrationOptions asked) => Certificates.Of(
        contract,
        cheap,
        asked,
        from answer in _answers
        where _wrong.ContainsKey(answer.Key)
        select new ScoredAnswer(answer.Key, answer.Key, answer.Value.Cohort, answer.Value.Score, _wrong[answer.Key]),
        asked.ByCohort ? _cohorts.Order(StringComparer.Ordinal) : _cohorts.Count > 0 ? [null] : [],
        Notes());

    /// <summary>A route of several client calls is as sure as the least sure of them, since a threshold is asked at each; what a higher tier answers in the end is not the cheap tier's.</summary>
    private void Take(UInt128 route, AuditEntry entry)
    {
        _cohorts.Add(entry.Cohort);
        _configurations.Add(entry.Config ?? string.Empty);
        if (_goesByModel && entry.DifficultyModel != contract.DifficultyVersion)
            _ofOtherModels++;
        if (ScoreOf(entry) is { } score)
            _answers[route] = (entry.Cohort, _answers.TryGetValue(route, out var before) ? Math.Min(before.Score, score) : score);
        else
            _answers.Remove(route);
    }

    private void Judge(UInt128 route, AuditEntry entry)
    {
        if (_answers.ContainsKey(route) && AuditedFeedback.WasWrong(entry) is { } wrong)
            _wrong.TryAdd(route, wrong);
    }

    private double? ScoreOf(AuditEntry entry)
    {
        var calls = entry.Attempts.Where(attempt => attempt.IsAccepted && AnswerScore.IsScored(EnumNames.Find<CallKind>(attempt.Kind))).ToList();
        return EnumNames.Find<Outcome>(entry.Outcome) == Outcome.Released && calls.TrueForAll(call => string.Equals(call.Tier, cheap, StringComparison.OrdinalIgnoreCase))
            ? AnswerScore.Of(contract, [.. calls.Select(call => EnumNames.Find<ConfidenceLevel>(call.Confidence))], DifficultyOf(entry))
            : null;
    }

    /// <summary>How hard the request was by the model in force; what another one said is of another machine.</summary>
    private decimal? DifficultyOf(AuditEntry entry) =>
        entry.DifficultyModel == contract.DifficultyVersion && entry.Signals.GetValueOrDefault(SignalNames.Difficulty) is { Value: { ValueKind: JsonValueKind.Number } value } && value.TryGetDouble(out var difficulty)
            ? Signal.Of(SignalNames.Difficulty, difficulty).Number()
            : null;

    private IEnumerable<string> Notes()
    {
        var judged = _answers.Keys.Count(_wrong.ContainsKey);
        if (judged < _answers.Count)
            yield return string.Create(CultureInfo.InvariantCulture, $"nobody says of {_answers.Count - judged} of the {_answers.Count} answers that '{cheap}' let out whether they are right; they count for nothing, and the others stand for them only if chance chose them");
        if (_configurations.Count > 1)
            yield return string.Create(CultureInfo.InvariantCulture, $"the requests were decided under {_configurations.Count} configurations; the certificate is about all of them together");
        if (_ofOtherModels > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"in {_ofOtherModels} records the difficulty was measured by another model than the one in force, or by none; they count for nothing");
        if (_answers.Count == 0)
            yield return $"no answer that '{cheap}' let out has a score";
    }
}

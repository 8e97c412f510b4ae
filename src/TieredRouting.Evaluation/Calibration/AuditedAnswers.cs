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
    private readonly Dictionary<UInt128, AuditedLoop> _loops = [];
    private readonly Dictionary<UInt128, bool> _wrong = [];
    private readonly HashSet<string?> _cohorts = [];
    private readonly HashSet<string> _configurations = new(StringComparer.Ordinal);
    private readonly AcceptanceScore _score = ContractCalibration.ScoreOf(contract);
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
        from loop in _loops
        where loop.Value.Counts && _wrong.ContainsKey(loop.Key)
        select new ScoredAnswer(loop.Key, loop.Key, loop.Value.Cohort, loop.Value.Least!.Value, _wrong[loop.Key]),
        asked.ByCohort ? _cohorts.Order(StringComparer.Ordinal) : _cohorts.Count > 0 ? [null] : [],
        Notes());

    /// <summary>
    /// A route of several client calls is as sure as the least sure of them, since a threshold is asked at each. How sure a model is, only its answer says, so a step without a confidence says nothing; another score that is not
    /// known reaches no threshold. What a higher tier answers in the end is not the cheap tier's.
    /// </summary>
    private void Take(UInt128 route, AuditEntry entry)
    {
        _cohorts.Add(entry.Cohort);
        _configurations.Add(entry.Config ?? string.Empty);
        if (_score == AcceptanceScore.Ease && entry.DifficultyModel != contract.DifficultyVersion)
            _ofOtherModels++;
        var before = _loops.GetValueOrDefault(route);
        var calls = CheapCalls(entry);
        var score = ScoreOf(entry, calls);
        _loops[route] = new AuditedLoop(
            entry.Cohort,
            Least(before.Least, score),
            before.IsUnknown || (calls.Count > 0 && score is null && _score != AcceptanceScore.Confidence),
            IsOut: score is not null);
    }

    private static double? Least(double? one, double? other) => one < other || other is null ? one : other;

    private void Judge(UInt128 route, AuditEntry entry)
    {
        if (AuditedFeedback.WasWrong(entry) is { } wrong)
            _wrong.TryAdd(route, wrong);
    }

    /// <summary>The calls that made what a client call let out, where all of them are the cheap tier's; none otherwise.</summary>
    private List<AuditAttempt> CheapCalls(AuditEntry entry)
    {
        var calls = entry.Attempts.Where(attempt => attempt.IsAccepted && AnswerScore.IsScored(EnumNames.Find<CallKind>(attempt.Kind))).ToList();
        return EnumNames.Find<Outcome>(entry.Outcome) == Outcome.Released && calls.TrueForAll(call => string.Equals(call.Tier, cheap, StringComparison.OrdinalIgnoreCase)) ? calls : [];
    }

    private double? ScoreOf(AuditEntry entry, List<AuditAttempt> calls) =>
        AnswerScore.Of(contract, [.. calls.Select(call => EnumNames.Find<ConfidenceLevel>(call.Confidence))], DifficultyOf(entry));

    /// <summary>How hard the request was by the model in force; what another one said is of another machine.</summary>
    private decimal? DifficultyOf(AuditEntry entry) =>
        entry.DifficultyModel == contract.DifficultyVersion && entry.Signals.GetValueOrDefault(SignalNames.Difficulty) is { Value: { ValueKind: JsonValueKind.Number } value } && value.TryGetDouble(out var difficulty)
            ? Signal.Of(SignalNames.Difficulty, difficulty).Number()
            : null;

    private IEnumerable<string> Notes()
    {
        var answers = _loops.Where(loop => loop.Value.Counts).Select(loop => loop.Key).ToList();
        var judged = answers.Count(_wrong.ContainsKey);
        if (judged < answers.Count)
            yield return string.Create(CultureInfo.InvariantCulture, $"nobody says of {answers.Count - judged} of the {answers.Count} answers that '{cheap}' let out whether they are right; they count for nothing, and the others stand for them only if chance chose them");
        if (_configurations.Count > 1)
            yield return string.Create(CultureInfo.InvariantCulture, $"the requests were decided under {_configurations.Count} configurations; the certificate is about all of them together");
        if (_ofOtherModels > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"in {_ofOtherModels} records the difficulty was measured by another model than the one in force, or by none; they count for nothing");
        if (answers.Count == 0)
            yield return $"no answer that '{cheap}' let out has a score";
    }
}

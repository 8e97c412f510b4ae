using System.Collections.Concurrent;
using System.Globalization;
using TieredRouting.Contracts;
using TieredRouting.Testing;

namespace TieredRouting.Evaluation;

/// <summary>Scores the cheap tier's answers of a contract, recording by recording. Safe to call from several threads at once.</summary>
internal sealed class ScoreJudge(JsonLines lines, Contract contract, string cheap)
{
    private readonly SeenIds _seen = new();
    private readonly ConcurrentBag<ScoredAnswer> _answers = [];
    private readonly ConcurrentDictionary<string, bool> _cohorts = new(StringComparer.Ordinal);
    private int _requests;
    private int _withoutCohort;
    private int _above;

    /// <summary>Asks about a recording, and keeps the score of the answer where the cheap tier gave one.</summary>
    public async Task JudgeAsync(EvaluatedRouter router, int number, string line, CancellationToken cancellationToken)
    {
        var recording = RecordingLine.Read(lines, number, line, _seen);
        if (!string.Equals(recording.Contract, contract.Name, StringComparison.OrdinalIgnoreCase))
            return;
        var request = recording.WithFacts();
        var (messages, options) = RequestReading.Read(request);
        var answer = await router.AskAsync(messages, options, recording, cancellationToken);
        // What a higher tier answers is not asked for, so it need not be recorded.
        if (answer.Route.Tier == cheap && router.Missing is { } missing)
            throw new FormatException(missing);
        Count(answer.Route, request.Facts?.Cohort);
        if (answer.Route.Tier == cheap && answer.Answer is { } given && ScoreOf(answer.Route) is { } score)
            _answers.Add(new ScoredAnswer(SeenIds.HashOf(recording.Id!), SeenIds.HashOf(recording.Group ?? recording.Id!), request.Facts?.Cohort, score, given.IsRecordedCorrect() != true));
    }

    /// <summary>What can be certified; without a threshold where no request was of the contract.</summary>
    public CalibrationResult ToResult(CalibrationOptions asked) => Certificates.Of(contract, cheap, asked, _answers, Cohorts(asked.ByCohort), Notes());

    private void Count(RouteResult route, string? cohort)
    {
        Interlocked.Increment(ref _requests);
        if (route.Decision.Tier is { } tier && tier != cheap)
            Interlocked.Increment(ref _above);
        if (cohort is null)
            Interlocked.Increment(ref _withoutCohort);
        else
            _cohorts.TryAdd(cohort, true);
    }

    private string?[] Cohorts(bool each)
    {
        string?[] without = (each ? _withoutCohort : _requests) > 0 ? [null] : [];
        return each ? [.. without, .. _cohorts.Keys.Order(StringComparer.Ordinal)] : without;
    }

    private IEnumerable<string> Notes()
    {
        if (_above > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{_above} of {_requests} requests start above '{cheap}', and count for nothing here");
        if (_answers.IsEmpty)
            yield return $"no answer of '{cheap}' passed the other checks of the contract with a score";
    }

    private double? ScoreOf(RouteResult route) => AnswerScore.Of(contract, [
        .. from attempt in route.Attempts
           where attempt.Verdict.IsAccepted && AnswerScore.IsScored(attempt.Kind)
           select attempt.Confidence,
    ], route.Decision.Signals[SignalNames.Difficulty]?.Number());
}

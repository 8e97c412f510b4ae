using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace TieredRouting.Evaluation;

/// <summary>
/// Runs requests through the same pipeline that an application runs, and sums up what came of them. Recorded answers are replayed in virtual time: a
/// recorded latency passes on the router's clock, and nobody waits. Each request is judged by itself: caps of a time (requests a minute, cost an hour)
/// never add up over requests. One evaluation runs at a time; make another for another run.
/// </summary>
/// <remarks>
/// The sinks that are declared are not written to, and with recordings no declared client is called. A recorded file is read line by line; kept in memory are
/// the requests in flight and, of each request, a hash of its id and its duration.
/// </remarks>
public sealed class RoutingEvaluation
{
    private readonly EvaluationOptions _options;
    private readonly RouterPlan _plan;
    private JsonLines? _lines;

    /// <summary>Prepares an evaluation; nothing is read yet.</summary>
    /// <param name="declare">Declares tiers and contracts, as for <c>AddTieredRouting</c>. It is called once for each router.</param>
    /// <param name="options">How to run; the defaults where <see langword="null"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The concurrency is below 1.</exception>
    public RoutingEvaluation(Action<TieredRoutingBuilder> declare, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(declare);
        _options = options ?? new EvaluationOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Concurrency, 1, nameof(options));
        _plan = new RouterPlan(declare, _options.ConfigureServices);
    }

    /// <summary>How much of the file was read, from 0 to 1. Safe to ask from another thread.</summary>
    public double Progress => _lines?.Progress ?? 0;

    /// <summary>Replays a file of recordings.</summary>
    /// <param name="recordings">The file: JSON Lines, plain or compressed (<c>.gz</c>).</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="InputException">A file cannot be used; every error is named, up to 20.</exception>
    /// <exception cref="OptionsValidationException">What is declared is not valid.</exception>
    /// <exception cref="AuditWriteException">An audit record could not be written.</exception>
    public async Task<EvaluationResult> ReplayAsync(FileInfo recordings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        _lines = new JsonLines(recordings);
        using var audit = AuditFile.Begin(_options.Audit);
        var plan = _plan with { Audit = audit?.Sink };
        var first = new EvaluatedRouter(plan, replays: true);
        var sums = new ReportSums([.. first.Model.Ladder.Tiers.Select(tier => tier.Name)]);
        using var resume = _options.Resume is { } file ? ResumeFile.Open(file, first.Model.Hash, Required(recordings), sums.Add) : null;
        var judge = new RecordingJudge(_lines, first.Model, resume is null ? null : resume.Holds);
        await new LineRun(_lines, plan, replays: true, _options.Concurrency).RunAsync(first, async (router, number, line, cancelled) =>
        {
            if (await judge.JudgeAsync(router, number, line, cancelled) is not { } result)
                return;
            resume?.Add(result);
            sums.Add(result);
        }, cancellationToken);
        audit?.Keep();
        return new EvaluationResult(sums.ToReport(), sums.ApprovalOfRiskWork, [], Notes(sums, first.Model.Ladder));
    }

    /// <summary>Runs hand-written cases. A case is correct when all that is expected of it holds; baselines are not drawn.</summary>
    /// <param name="cases">The file: JSON Lines, plain or compressed (<c>.gz</c>).</param>
    /// <param name="recordings">Answers the cases, found by the request's messages; by default the declared clients answer, in real time.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="InputException">A file cannot be used; every error is named, up to 20.</exception>
    /// <exception cref="OptionsValidationException">What is declared is not valid.</exception>
    /// <exception cref="AuditWriteException">An audit record could not be written.</exception>
    public async Task<EvaluationResult> RunCasesAsync(FileInfo cases, FileInfo? recordings = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cases);
        _lines = new JsonLines(cases);
        var answers = recordings is null ? null : CaseAnswers.Read(recordings, _lines);
        using var audit = AuditFile.Begin(_options.Audit);
        var plan = _plan with { Audit = audit?.Sink };
        var first = new EvaluatedRouter(plan, replays: answers is not null);
        var sums = new ReportSums([.. first.Model.Ladder.Tiers.Select(tier => tier.Name)]);
        var judge = new CaseJudge(_lines, first.Model, answers);
        await new LineRun(_lines, plan, replays: answers is not null, _options.Concurrency).RunAsync(
            first,
            async (router, number, line, cancelled) => sums.Add(await judge.JudgeAsync(router, number, line, cancelled)),
            cancellationToken);
        audit?.Keep();
        return new EvaluationResult(sums.ToReport(), sums.ApprovalOfRiskWork, judge.Failed, judge.Unread is { Count: > 0 } unread ? [$"{cases.Name}: not read: {string.Join(", ", unread)}"] : []);
    }

    /// <summary>
    /// Replays a file of recordings once for each tier, with every contract kept to that tier, and says what each prompt is worth there. A tier with an endpoint
    /// that is not recorded is left out, with a note.
    /// </summary>
    /// <param name="recordings">The file: JSON Lines, plain or compressed (<c>.gz</c>).</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="InputException">The file cannot be used.</exception>
    /// <exception cref="OptionsValidationException">What is declared is not valid.</exception>
    public async Task<TierComparison> CompareTiersAsync(FileInfo recordings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        var (scores, notes) = (new List<TierScore>(), new List<string>());
        await using var all = new EvaluatedRouter(_plan, replays: true);
        foreach (var tier in all.Model.Ladder.Tiers)
        {
            _lines = new JsonLines(recordings);
            var plan = _plan with { Only = tier.Name };
            var first = new EvaluatedRouter(plan, replays: true);
            var prompts = new PromptScores(first.Model, tier.Name);
            var judge = new RecordingJudge(_lines, first.Model);
            await new LineRun(_lines, plan, replays: true, _options.Concurrency).RunAsync(first, async (router, number, line, cancelled) =>
                await judge.ScoreAsync(router, number, line, prompts, cancelled), cancellationToken);
            if (prompts.Missing is { } missing)
                notes.Add($"tier '{tier.Name}' is left out: {missing}");
            else
                scores.AddRange(prompts.All);
        }

        return new TierComparison([.. scores.OrderBy(score => score.Prompt, StringComparer.Ordinal)], notes);
    }

    private static FileInfo Required(FileInfo file) => file.Exists ? file : throw new InputException($"{file.Name}: is not there");

    private static IReadOnlyList<string> Notes(ReportSums sums, TierLadder ladder) =>
    [
        .. from missing in sums.WithoutBaseline
           let endpoint = ladder.TryGet(missing.Tier, out var tier) && tier.Endpoints.Count > 0 ? tier.Endpoints[0].Name : "none"
           select $"baseline always:{missing.Tier} is left out: the endpoint '{endpoint}' is recorded for {missing.Recorded} requests only",
    ];
}

using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using TieredRouting.Audit;
using TieredRouting.Configuration;

namespace TieredRouting.Evaluation;

/// <summary>
/// Certifies from which score on answers of a contract's cheap tier may be accepted, so that wrong ones among them stay rare, with a stated confidence. Recorded requests go through the pipeline that an
/// application runs; what counts is the answer of the tier on which they start, where schema, validators and gates accept it. The score follows from the contract: its confidence check, else its
/// disagreement check, else how easy its difficulty model takes the request to be, else whether the answer is valid. docs/calibration.md says what a certificate promises.
/// </summary>
/// <remarks>Kept in memory are, of each answer, two hashes, its cohort and its score.</remarks>
[Experimental("TR001")]
public sealed class ThresholdCalibration
{
    private readonly Action<TieredRoutingBuilder> _declare;
    private readonly CalibrationOptions _options;
    private JsonLines? _lines;
    private AuditLines? _audit;

    /// <summary>Prepares a calibration; nothing is read yet.</summary>
    /// <param name="declare">Declares tiers and contracts, as for <c>AddTieredRouting</c>. It is called once for each router.</param>
    /// <param name="options">How to run; the defaults where <see langword="null"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public ThresholdCalibration(Action<TieredRoutingBuilder> declare, CalibrationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(declare);
        _declare = declare;
        _options = options ?? new CalibrationOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Concurrency, 1, nameof(options));
        foreach (var share in (double[])[_options.MaxError, _options.Confidence])
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(share, 0, nameof(options));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1, nameof(options));
        }
    }

    /// <summary>How much of the file was read, from 0 to 1. Safe to ask from another thread.</summary>
    public double Progress => _lines?.Progress ?? _audit?.Progress ?? 0;

    /// <summary>Certifies what the recordings allow.</summary>
    /// <param name="contract">The contract's name. Recordings of other contracts are passed over.</param>
    /// <param name="recordings">The file: JSON Lines, plain or compressed (<c>.gz</c>). Answers of the cheap tier's endpoints are enough.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>What could be certified.</returns>
    /// <exception cref="InputException">The contract is not declared, or the file cannot be used; every error is named, up to 20.</exception>
    /// <exception cref="OptionsValidationException">What is declared is not valid.</exception>
    public async Task<CalibrationResult> CertifyAsync(string contract, FileInfo recordings, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(contract);
        ArgumentNullException.ThrowIfNull(recordings);
        _lines = new JsonLines(recordings);
        var plan = PlanFor(contract);
        var first = new EvaluatedRouter(plan, replays: true);
        if (!first.Model.Contracts.ContainsKey(contract))
        {
            await first.DisposeAsync();
            throw NotDeclared(contract, first.Model);
        }

        var (promised, cheap) = Find(contract, first.Model);
        var judge = new ScoreJudge(_lines, promised, cheap);
        await new LineRun(_lines, plan, replays: true, _options.Concurrency).RunAsync(first, judge.JudgeAsync, cancellationToken);
        return judge.ToResult(_options) is { Thresholds.Count: > 0 } result ? result : throw OfNoRequest(recordings, contract);
    }

    /// <summary>
    /// Certifies what an audit allows whose answers people have judged (<see cref="IRoutingFeedback"/>). It knows only of answers that went out: what was escalated is not judged, so no threshold below that of the time
    /// can be certified. Answers that nobody judged count for nothing.
    /// </summary>
    /// <param name="contract">The contract's name. Records of other contracts are passed over.</param>
    /// <param name="audit">The file that is written, plain or packed (<c>.gz</c>); those it was rolled into are read before it.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>What could be certified.</returns>
    /// <exception cref="InputException">The contract is not declared, or the audit, or a line of it, cannot be used; every error is named, up to 20. Nothing is certified on what was read in part.</exception>
    /// <exception cref="OptionsValidationException">What is declared is not valid.</exception>
    /// <remarks>Kept in memory are, of each route of the contract, a hash, its cohort and its score, and of each that was judged a hash and the judgement.</remarks>
    public async Task<CalibrationResult> CertifyAuditAsync(string contract, FileInfo audit, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(contract);
        ArgumentNullException.ThrowIfNull(audit);
        await using var router = new EvaluatedRouter(PlanFor(contract), replays: true);
        var (promised, cheap) = Find(contract, router.Model);
        var (lines, answers) = (new AuditLines(audit), new AuditedAnswers(promised, cheap));
        (_lines, _audit) = (null, lines);
        await lines.ReadWholeAsync(answers.Add, cancellationToken);
        return answers.ToResult(_options) is { Thresholds.Count: > 0 } result ? result : throw OfNoRequest(audit, contract);
    }

    private RouterPlan PlanFor(string contract) => new(_declare, _options.ConfigureServices) { Adjust = options => CheapTierOnly.Keep(options, contract) };

    /// <summary>The contract, and the tier on which its requests start.</summary>
    private static (Contract Contract, string Cheap) Find(string contract, RoutingModel model) => model.Contracts.TryGetValue(contract, out var built)
        ? (built.Routed.Contract, model.Ladder.Tiers[built.Routed.Policy.CheapIndex].Name)
        : throw NotDeclared(contract, model);

    private static InputException NotDeclared(string contract, RoutingModel model) =>
        new($"the contract '{contract}' is not declared; known: {string.Join(", ", model.Contracts.Keys.Order(StringComparer.Ordinal))}");

    private static InputException OfNoRequest(FileInfo file, string contract) => new($"{file.Name}: holds no request of the contract '{contract}'");
}

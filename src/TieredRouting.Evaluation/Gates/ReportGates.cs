namespace TieredRouting.Evaluation;

/// <summary>What a report must keep to for a build to pass: the file <c>gates.json</c>. Immutable.</summary>
/// <remarks>
/// A gate names a figure of the report (<c>accuracy</c>, <c>costPerSuccess</c>, <c>latencyMs.p95</c>, ...) or one of a class (<c>T2.approval</c>, <c>T0.accuracy</c>, ...), with <c>atLeast</c>, <c>atMost</c> or both.
/// A gate about requests that are not there holds, and its verdict says so: <c>T2.approval</c> without risk work, <c>byCohort</c> without a cohort,
/// <c>silentFailureRate</c> where nothing was released. <c>costPerSuccess</c> where nothing succeeded does not hold: money was spent for nothing.
/// <c>byCohort</c> holds every cohort to its gates, and <c>byContract</c> every contract. <c>baseline</c> compares accuracy with an earlier report: it fails when accuracy fell by more than
/// <c>maxRegression</c> and the fall is no accident at <c>confidence</c> (0.95 where none is stated): by McNemar's exact test, one-sided, where both reports are about the same requests, else by Fisher's
/// on the counts.
/// </remarks>
public sealed class ReportGates
{
    internal const string ByContract = "byContract";

    internal const string ByCohort = "byCohort";

    private readonly IReadOnlyList<GateCondition> _all;
    private readonly IReadOnlyList<GateCondition> _contracts;
    private readonly IReadOnlyList<GateCondition> _cohorts;
    private readonly BaselineGate? _baseline;

    /// <summary>The earlier report that the baseline's gate compares with, or <see langword="null"/> where there is none.</summary>
    internal FileInfo? BaselineReport => _baseline?.File;

    internal ReportGates(IReadOnlyList<GateCondition> all, IReadOnlyList<GateCondition> contracts, IReadOnlyList<GateCondition> cohorts, BaselineGate? baseline) =>
        (_all, _contracts, _cohorts, _baseline) = (all, contracts, cohorts, baseline);

    /// <summary>Reads a file of gates. A relative path of a baseline's report is looked for beside it.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The gates.</returns>
    /// <exception cref="InputException">The file, or the report it names, cannot be used: not there, no JSON, a property that is not known, no gate at all.</exception>
    public static ReportGates Read(FileInfo file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new GatesFile(file).Read();
    }

    /// <summary>What comes of every gate, in the file's order; those of contracts, of cohorts and the baseline's last.</summary>
    /// <param name="result">What an evaluation found.</param>
    /// <returns>The verdicts.</returns>
    public IReadOnlyList<ReportVerdict> Judge(EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return
        [
            .. _all.Select(gate => Verdict(gate.Metric, gate, ReportMetrics.Of(result, gate.Metric))),
            .. from contract in result.Report.ByContract
               from gate in _contracts
               select Verdict($"{ByContract}.{gate.Metric}", gate, ReportMetrics.Of(contract.Value, gate.Metric)) with { Contract = contract.Key },
            .. result.Report.ByCohort.Count > 0 ? [] : _cohorts.Select(OfNoCohort),
            .. from cohort in result.Report.ByCohort
               from gate in _cohorts
               select Verdict($"{ByCohort}.{gate.Metric}", gate, ReportMetrics.Of(cohort.Value, gate.Metric)) with { Cohort = cohort.Key },
            .. _baseline is null ? Array.Empty<ReportVerdict>() : [_baseline.Judge(result.Report)],
        ];
    }

    /// <summary>Which gates do not hold, one line each, with the gate's name first. Empty when all hold.</summary>
    /// <param name="result">What an evaluation found.</param>
    /// <returns>The lines.</returns>
    public IReadOnlyList<string> Check(EvaluationResult result) => [.. Judge(result).Where(verdict => !verdict.Holds).Select(verdict => verdict.ToString())];

    /// <summary>Which gates hold, but say less than they seem to: those about no request, and a fall of accuracy that may be an accident.</summary>
    /// <param name="result">What an evaluation found.</param>
    /// <returns>The lines.</returns>
    public IReadOnlyList<string> Notes(EvaluationResult result) => [.. Judge(result).Where(verdict => verdict is { Holds: true, Note: not null }).Select(verdict => verdict.ToString())];

    /// <summary>Throws where a gate does not hold: what a test of a build calls.</summary>
    /// <param name="result">What an evaluation found.</param>
    /// <exception cref="GatesFailedException">A gate does not hold; its message names each of them with its figure.</exception>
    public void EnsureHold(EvaluationResult result)
    {
        var verdicts = Judge(result);
        ReportVerdict[] failed = [.. verdicts.Where(verdict => !verdict.Holds)];
        if (failed.Length > 0)
            throw new GatesFailedException(failed, verdicts.Count);
    }

    private static ReportVerdict Verdict(string name, GateCondition gate, GateFigure figure) => new()
    {
        Gate = name,
        Holds = figure.Value is { } known ? gate.Holds(known) : figure.HoldsWithout,
        Value = figure.Value,
        Wanted = gate.ToString(),
        Note = figure.Note,
    };

    private static ReportVerdict OfNoCohort(GateCondition gate) => Verdict($"{ByCohort}.{gate.Metric}", gate, GateFigure.AboutNothing("no request states a cohort"));
}

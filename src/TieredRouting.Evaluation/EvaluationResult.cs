namespace TieredRouting.Evaluation;

/// <summary>What an evaluation found. Immutable.</summary>
/// <param name="Report">The report.</param>
/// <param name="ApprovalOfRiskWork">The share of risk work (T2) that a person was asked about, from 0 to 1: what the gate <c>T2.approval</c> is held against; <see langword="null"/> where there was no such work.</param>
/// <param name="FailedExpectations">What cases did not do, one line each, in the file's order; empty for recordings.</param>
/// <param name="Notes">What the report does not say: baselines that are left out, and why; names in cases that nobody reads.</param>
public sealed record EvaluationResult(EvalReport Report, double? ApprovalOfRiskWork, IReadOnlyList<string> FailedExpectations, IReadOnlyList<string> Notes);

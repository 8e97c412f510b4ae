namespace TieredRouting.Evaluation;

/// <summary>An answer of the cheap tier that passed every other check of its contract: how sure it is, and whether that is wrong. Nothing of its text.</summary>
/// <param name="Id">The hash of the request's id.</param>
/// <param name="Group">The hash of what the request is one question with: its group's, or its own id's.</param>
/// <param name="Cohort">The cohort, as the recording states it.</param>
/// <param name="Score">How sure, from 0 to 1.</param>
/// <param name="IsWrong">Whether the answer is labelled wrong.</param>
internal readonly record struct ScoredAnswer(UInt128 Id, UInt128 Group, string? Cohort, double Score, bool IsWrong);

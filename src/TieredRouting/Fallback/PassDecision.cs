namespace TieredRouting.Fallback;

/// <summary>What a disagreement check comes to.</summary>
/// <param name="By">The pass that decided it.</param>
/// <param name="Verdict">The verdict; all passes share it.</param>
/// <param name="Result">How the route goes on, or ends.</param>
/// <param name="Error">The kind of the error that decided it, where one did.</param>
internal sealed record PassDecision(Pass By, AttemptVerdict Verdict, AttemptResult Result, string? Error = null);

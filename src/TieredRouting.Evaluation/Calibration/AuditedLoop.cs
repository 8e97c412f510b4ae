namespace TieredRouting.Evaluation;

/// <summary>The client calls of one route, as far as they were read: several where a tool loop made them.</summary>
/// <param name="Cohort">The cohort that the last of them stated.</param>
/// <param name="Least">The score of the least sure of those that have one; <see langword="null"/> where none has.</param>
/// <param name="IsUnknown">Whether a threshold was asked at one of them, which would not have been reached, since its score is not known.</param>
/// <param name="IsOut">Whether the last of them let out what the cheap tier answered, with a score.</param>
internal readonly record struct AuditedLoop(string? Cohort, double? Least, bool IsUnknown, bool IsOut)
{
    /// <summary>Whether it ended in an answer that a threshold may let out.</summary>
    public bool Counts => IsOut && !IsUnknown;
}

namespace TieredRouting.Feedback;

/// <summary>What is remembered of a route that gave an answer.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Contract">The contract.</param>
/// <param name="Tier">The tier that wrote the answer.</param>
/// <param name="Cohort">The cohort, as the caller stated it.</param>
/// <param name="At">When the answer was there.</param>
/// <param name="Start">The tier that was decided on.</param>
/// <param name="Floor">The lowest tier that was allowed.</param>
/// <param name="Class">The class.</param>
internal readonly record struct RecentRoute(string Id, string Contract, string? Tier, string? Cohort, DateTimeOffset At, string? Start = null, string? Floor = null, WorkClass? Class = null)
{
    /// <summary>What was promised of the answer, where a certified threshold let it out; otherwise <see langword="null"/>.</summary>
    public AnswerPromise? Promise { get; init; }
}

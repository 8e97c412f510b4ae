namespace TieredRouting.Evaluation.Tests;

/// <summary>What came of a request where only its duration matters.</summary>
internal static class FinishedRequest
{
    public static RequestResult In(TimeSpan duration) => new()
    {
        Id = "x",
        Contract = "c",
        Class = WorkClass.T0,
        Outcome = Outcome.Released,
        Correct = true,
        Escalated = false,
        Unasked = false,
        Asked = false,
        Ungated = false,
        Ticks = duration.Ticks,
        Attempts = [],
    };
}

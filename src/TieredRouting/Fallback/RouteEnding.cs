using Microsoft.Extensions.AI;

namespace TieredRouting.Fallback;

/// <summary>How the loop ended, as a value: released, held, reviewed, failed closed, failed and cancelled all come back the same way.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Response">The answer or the draft, where there is one.</param>
/// <param name="Failure">Why nothing is released, where that is so.</param>
/// <param name="Stream">An answer whose rest is still coming.</param>
internal sealed record RouteEnding(Outcome Outcome, ChatResponse? Response = null, RouteFailure? Failure = null, OpenAnswer? Stream = null)
{
    /// <summary>The escalation that a person is asked about, where that is why it is held.</summary>
    public HeldEscalation? Asks { get; init; }

    public static RouteEnding FailedClosed(string rule, string reason) => new(Outcome.FailedClosed, Failure: new RouteFailure(rule, reason));

    public static RouteEnding Review(string rule, string reason) => new(Outcome.HumanReview, Failure: new RouteFailure(rule, reason));

    public static RouteEnding Failed(Exception exception, string error) => new(Outcome.Failed, Failure: new RouteFailure("error", error, exception));

    public static RouteEnding Cancelled(Exception? exception) => new(Outcome.Cancelled, Failure: new RouteFailure("cancelled", "the caller cancelled", exception));
}

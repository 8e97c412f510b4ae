namespace TieredRouting;

/// <summary>Takes what became of answers, by the id of their routes (<see cref="RouteResult.Id"/>). It goes to the audit (<c>feedback</c>) and to the metrics, and never holds a text. Thread-safe. It is in the container.</summary>
public interface IRoutingFeedback
{
    /// <summary>Records what became of an answer.</summary>
    /// <param name="routeId">The route's id.</param>
    /// <param name="feedback">What became of it.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="ArgumentException"><paramref name="routeId"/> is empty.</exception>
    ValueTask<FeedbackResult> RecordAsync(string routeId, RoutingFeedback feedback, CancellationToken cancellationToken = default);
}

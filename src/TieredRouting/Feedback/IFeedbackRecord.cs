namespace TieredRouting.Feedback;

/// <summary>Where feedback is written down.</summary>
internal interface IFeedbackRecord
{
    /// <summary>Writes feedback down.</summary>
    /// <param name="routeId">The route's id.</param>
    /// <param name="route">The route, where it is known.</param>
    /// <param name="feedback">What became of its answer.</param>
    /// <param name="after">How long after the answer, where that is known.</param>
    /// <param name="detected">Whether it shows, and nobody said so.</param>
    /// <returns>Whether every sink that must succeed has it.</returns>
    ValueTask<bool> WriteAsync(string routeId, RecentRoute? route, RoutingFeedback feedback, TimeSpan? after, bool detected);
}

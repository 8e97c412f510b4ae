using Microsoft.Extensions.AI;

namespace TieredRouting;

/// <summary>Plans for a single text.</summary>
public static class RoutePlannerExtensions
{
    /// <summary>Decides about a request of one user message.</summary>
    /// <param name="planner">The planner.</param>
    /// <param name="text">The message.</param>
    /// <param name="options">The options, with the contract and the facts.</param>
    /// <param name="cancellationToken">Cancels the wait for slow extractors.</param>
    /// <returns>The decision.</returns>
    public static ValueTask<RouteDecision> PlanAsync(this IRoutePlanner planner, string text, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(planner);
        ArgumentNullException.ThrowIfNull(text);
        return planner.PlanAsync([new ChatMessage(ChatRole.User, text)], options, cancellationToken);
    }
}

using Microsoft.Extensions.AI;

namespace TieredRouting;

/// <summary>Says how a request would be routed, and why, without calling any model: policies are unit-tested with this. Safe to share between threads.</summary>
public interface IRoutePlanner
{
    /// <summary>Decides about a request.</summary>
    /// <param name="messages">The messages; at least one.</param>
    /// <param name="options">The options, with the contract and the facts.</param>
    /// <param name="cancellationToken">Cancels the wait for slow extractors.</param>
    /// <returns>The decision. One that no tier may serve has no tier and says why; it is no exception.</returns>
    /// <exception cref="ArgumentException">There is no message.</exception>
    /// <exception cref="InvalidOperationException">The contract or a fact is unknown.</exception>
    ValueTask<RouteDecision> PlanAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default);
}

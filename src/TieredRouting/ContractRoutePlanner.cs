using Microsoft.Extensions.AI;

namespace TieredRouting;

/// <summary>Plans as a contract's own client asks: under that contract, without naming it each time.</summary>
internal sealed class ContractRoutePlanner(IRoutePlanner planner, ContractChatClient chat) : IRoutePlanner
{
    public ValueTask<RouteDecision> PlanAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        planner.PlanAsync(messages, chat.Under(options), cancellationToken);
}

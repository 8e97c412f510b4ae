using Microsoft.Extensions.AI;
using TieredRouting.Signals;

namespace TieredRouting;

/// <summary>A router seen through one contract: every request is under it. It owns nothing.</summary>
internal sealed class ContractChatClient(IChatClient innerClient, string contract) : DelegatingChatClient(innerClient)
{
    public string Contract => contract;

    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetResponseAsync(messages, Under(options), cancellationToken);

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetStreamingResponseAsync(messages, Under(options), cancellationToken);

    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(ContractChatClient) ? this
        : serviceKey is null && serviceType == typeof(IRoutePlanner) ? PlannerUnder()
        : base.GetService(serviceType, serviceKey);

    protected override void Dispose(bool disposing)
    {
        // The router belongs to the container, and other contracts still use it: nothing is passed on.
        base.Dispose(disposing: false);
    }

    /// <summary>The options, naming this contract.</summary>
    /// <exception cref="InvalidOperationException">They name another.</exception>
    public ChatOptions Under(ChatOptions? options)
    {
        var named = RequestProperties.ContractOf(options);
        if (named is not null && !string.Equals(named, contract, StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"This client is for the contract '{contract}', and the request names '{named}'.");
        return (options ?? new ChatOptions()).WithContract(contract);
    }

    private ContractRoutePlanner? PlannerUnder() =>
        base.GetService(typeof(IRoutePlanner)) is IRoutePlanner planner ? new ContractRoutePlanner(planner, this) : null;
}

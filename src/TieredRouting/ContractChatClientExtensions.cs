using Microsoft.Extensions.AI;

namespace TieredRouting;

/// <summary>Sees a router through one contract.</summary>
public static class ContractChatClientExtensions
{
    /// <summary>A client whose every request is under one contract.</summary>
    /// <param name="chat">A client that contains the router.</param>
    /// <param name="contract">The contract's name.</param>
    /// <returns>The client. Disposing it leaves the router alone.</returns>
    /// <exception cref="ArgumentException"><paramref name="contract"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">The client contains no router, or the router has no such contract.</exception>
    public static IChatClient ForContract(this IChatClient chat, string contract)
    {
        ArgumentNullException.ThrowIfNull(chat);
        ArgumentException.ThrowIfNullOrWhiteSpace(contract);
        var router = chat.GetService<TieredRoutingChatClient>() ?? throw new InvalidOperationException(RegistrationOrder.NotContained);
        router.RequireContract(contract);
        return new ContractChatClient(chat, contract);
    }
}

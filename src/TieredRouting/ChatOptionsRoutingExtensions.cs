using Microsoft.Extensions.AI;
using TieredRouting.Contracts;
using TieredRouting.Signals;

namespace TieredRouting;

/// <summary>States a request's contract and facts. The options stay as they are: each call returns a clone.</summary>
public static class ChatOptionsRoutingExtensions
{
    /// <summary>Names the contract of a request.</summary>
    /// <param name="options">The options.</param>
    /// <param name="contract">The contract's name.</param>
    /// <returns>A clone that names it.</returns>
    /// <exception cref="ArgumentException"><paramref name="contract"/> is empty.</exception>
    public static ChatOptions WithContract(this ChatOptions options, string contract)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(contract);
        return With(options, RequestProperties.Contract, contract);
    }

    /// <summary>
    /// Asks for the contract to be chosen, by the examples that contracts give. Where the request is for none of them, it fails closed.
    /// </summary>
    /// <remarks>What a request says then decides what it is held to: ask only where a user may have any of the contracts that give examples.</remarks>
    /// <param name="options">The options.</param>
    /// <returns>A clone that asks.</returns>
    public static ChatOptions WithChosenContract(this ChatOptions options) => options.WithContract(ContractNames.Chosen);

    /// <summary>
    /// Brings a person's approval of the escalation that the same request was held for: it goes up at once. The request must be the same, to the letter: messages, facts, tools and the host's options. An approval
    /// serves one call. It lifts no other limit of the contract.
    /// </summary>
    /// <param name="options">The options.</param>
    /// <param name="approval">The approval's id, as <see cref="RouteExtensions.GetApproval"/> gave it.</param>
    /// <returns>A clone that brings it.</returns>
    /// <exception cref="ArgumentException"><paramref name="approval"/> is empty.</exception>
    public static ChatOptions WithApprovedEscalation(this ChatOptions options, string approval)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(approval);
        return With(options, RequestProperties.Approval, approval);
    }

    /// <summary>States facts about a request. They can raise requirements and never lower them.</summary>
    /// <param name="options">The options.</param>
    /// <param name="state">States the facts.</param>
    /// <returns>A clone that states them.</returns>
    public static ChatOptions WithRouting(this ChatOptions options, Action<RoutingFacts> state)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(state);
        var clone = options.Clone();
        state(new RoutingFacts(clone.AdditionalProperties ??= []));
        return clone;
    }

    private static ChatOptions With(ChatOptions options, string property, string value)
    {
        var clone = options.Clone();
        (clone.AdditionalProperties ??= [])[property] = value;
        return clone;
    }
}

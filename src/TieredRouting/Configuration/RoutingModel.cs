using TieredRouting.Contracts;
using TieredRouting.Fallback;
using TieredRouting.Policies;

namespace TieredRouting.Configuration;

/// <summary>The built configuration. Immutable; a request reads one and keeps it to its end.</summary>
internal sealed record RoutingModel(
    RoutingSurroundings Surroundings,
    TierPolicy Policy,
    IReadOnlyDictionary<string, BuiltContract> Contracts,
    string Hash,
    IReadOnlyList<string> Warnings)
{
    public TierLadder Ladder => Surroundings.Ladder;

    /// <summary>The contract of a name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public RoutedContract Find(string? name)
    {
        if (Contracts.TryGetValue(name ?? ContractNames.Default, out var contract))
            return contract.Routed;
        var known = KnownNames.Of([.. Contracts.Keys]);
        throw new InvalidOperationException(name is null
            ? $"The request names no contract and there is no contract 'default'. Name one with WithContract(...); known: {known}."
            : $"The contract '{name}' is not declared; known: {known}.");
    }
}

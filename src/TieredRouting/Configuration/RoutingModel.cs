using TieredRouting.Contracts;
using TieredRouting.Fallback;
using TieredRouting.Policies;
using TieredRouting.Signals;

namespace TieredRouting.Configuration;

/// <summary>The built configuration. Immutable; a request reads one and keeps it to its end.</summary>
internal sealed record RoutingModel(
    RoutingSurroundings Surroundings,
    TierPolicy Policy,
    IReadOnlyDictionary<string, BuiltContract> Contracts,
    string Hash,
    IReadOnlyList<string> Warnings)
{
    /// <summary>Chooses contracts, or <see langword="null"/> where none gives examples.</summary>
    public ContractChooser? Chooser { get; init; }

    /// <summary>The controls that the configuration states.</summary>
    public IReadOnlyList<RoutingControl> Controls { get; init; } = [];

    /// <summary>The budgets that requests share.</summary>
    public IReadOnlyList<Budget> Budgets { get; init; } = [];

    /// <summary>The model that chooses contracts, or <see langword="null"/> where none was named.</summary>
    public ClassifierOptions? Classifier { get; init; }

    public TierLadder Ladder => Surroundings.Ladder;

    /// <summary>The contract of a name; the stand-in of a contract where one is to be chosen.</summary>
    /// <exception cref="InvalidOperationException">There is none, or none to choose from.</exception>
    public RoutedContract Find(string? name)
    {
        if (Contracts.TryGetValue(name ?? ContractNames.Default, out var contract))
            return contract.Routed;
        if (name is not null && ContractNames.IsReserved(name))
            return Chooser is not null ? NotChosen("no contract was chosen yet") : throw new InvalidOperationException("The request asks for a contract to be chosen, and there is none to choose from: no contract gives examples.");
        var known = KnownNames.Of([.. Contracts.Keys]);
        throw new InvalidOperationException(name is null
            ? $"The request names no contract and there is no contract 'default'. Name one with WithContract(...); known: {known}."
            : $"The contract '{name}' is not declared; known: {known}.");
    }

    /// <summary>What stands in for the contract of a request that is for none of them: what holds for every contract is measured and said, and nothing is served.</summary>
    public RoutedContract NotChosen(string why) =>
        new(new ContractPolicy(new Contract(ContractNames.Chosen, new ContractOptions()), Ladder, Surroundings.Rules) { Refusal = why }, Format: null, SentSchema: null, SchemaTokens: 0, []);
}

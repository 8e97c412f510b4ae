using TieredRouting.Contracts;
using TieredRouting.Fallback;
using TieredRouting.Policies;
using TieredRouting.Signals;

namespace TieredRouting.Configuration;

/// <summary>The built configuration. Immutable; a request reads one and keeps it to its end.</summary>
internal sealed record RoutingModel(
    TierLadder Ladder,
    IReadOnlyDictionary<string, RoutedContract> Contracts,
    IReadOnlyList<ISignalExtractor> Extractors,
    TimeSpan ExtractorTimeLimit,
    TierPolicy Policy,
    IReadOnlyDictionary<string, IAnswerGate> Gates,
    TokenCounter? TokenCounter,
    string Hash,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The contract of a name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public RoutedContract Find(string? name)
    {
        if (Contracts.TryGetValue(name ?? ContractNames.Default, out var contract))
            return contract;
        var known = ContractNames.Listed(Contracts.Keys);
        throw new InvalidOperationException(name is null
            ? $"The request names no contract and there is no contract 'default'. Name one with WithContract(...); known: {known}."
            : $"The contract '{name}' is not declared; known: {known}.");
    }
}

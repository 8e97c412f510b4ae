using System.Collections.Concurrent;
using TieredRouting.Contracts;

namespace TieredRouting.Gates;

/// <summary>
/// The gates of one contract's phrases, by market. A request that states a market is held to that one and to the contract's own; where neither says one, or one is said that nobody
/// described, to every market: what is not known makes nothing laxer.
/// </summary>
internal sealed class MarketGates(LanguageSettings settings)
{
    private const string Every = "";

    private readonly ConcurrentDictionary<string, IAnswerGate> _gates = new(StringComparer.OrdinalIgnoreCase);

    public IAnswerGate Of(string? stated) =>
        _gates.GetOrAdd(IsKnown(settings.Market) && IsKnown(stated) ? stated ?? settings.Market ?? Every : Every, static (key, all) => all.Make(key), this);

    private bool IsKnown(string? market) => market is null || settings.Markets.ContainsKey(market);

    private IAnswerGate Make(string key)
    {
        var markets = key == Every ? settings.Markets.Values : ((string?[])[settings.Market, key]).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Select(market => settings.Markets[market]);
        var phrases = markets.Aggregate(settings.Everywhere, (all, one) => all.And(one));
        var banned = new PhraseGate(GateNames.RegulatedLanguage, new PhraseSet(phrases.Banned.Select(Phrase.Of)));
        return phrases.Required.Count == 0 ? banned : new RequiredPhrasesGate(banned, [.. phrases.Required.Select(phrase => new PhraseSet([Phrase.Of(phrase)]))]);
    }
}

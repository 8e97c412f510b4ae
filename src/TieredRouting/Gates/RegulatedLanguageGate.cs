using System.Runtime.CompilerServices;
using TieredRouting.Contracts;

namespace TieredRouting.Gates;

/// <summary>Refuses phrases that the market bans, and answers that lack one it requires.</summary>
internal sealed class RegulatedLanguageGate : IAnswerGate
{
    private readonly ConditionalWeakTable<LanguageSettings, MarketGates> _bySettings = [];

    public string Name => GateNames.RegulatedLanguage;

    public IAnswerGate ForRequest(SignalRequest request) =>
        _bySettings.GetValue(request.Contract.GateSettings.RegulatedLanguage, static settings => new MarketGates(settings)).Of(request.Facts.Market);

    public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken) => new(GateVerdict.Unavailable);
}

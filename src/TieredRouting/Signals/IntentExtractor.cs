using TieredRouting.Contracts;
using TieredRouting.Telemetry;

namespace TieredRouting.Signals;

/// <summary>What a request is for: the intent that its contract declares; where the contract was chosen by its text, the contract's name, or nothing for none of them.</summary>
internal sealed class IntentExtractor : ISignalExtractor
{
    private static readonly Signal[] Declared = [.. Enum.GetValues<TaskIntent>().Select(intent => Signal.Of(SignalNames.Intent, EnumNames.Of(intent)).Shared())];
    private static readonly Signal NoneOfThese = Signal.OfNothing(SignalNames.Intent).Shared();

    public string Name => SignalNames.Intent;

    public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken) => new(
        !request.IsChosen ? Declared[(int)request.Contract.Intent]
        : ContractNames.IsReserved(request.Contract.Name) ? NoneOfThese
        : Signal.Of(Name, request.Contract.Name));
}

namespace TieredRouting.Signals;

/// <summary>How earlier requests of the same contract and cohort went.</summary>
internal sealed class CohortHistoryExtractor(ICohortHistory history) : ISignalExtractor
{
    private static readonly Signal Unknown = Signal.Unavailable(SignalNames.CohortHistory, "nothing is known, or nothing reads it").Shared();

    public string Name => SignalNames.CohortHistory;

    public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken) =>
        new(history.Of(request.Contract, request.Facts.Cohort) is { } parts ? Signal.OfParts(Name, parts) : Unknown);
}

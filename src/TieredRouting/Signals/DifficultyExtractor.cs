namespace TieredRouting.Signals;

/// <summary>How likely the small endpoint fails where the large one succeeds, by the contract's model. It requires nothing until a rule of the contract says so.</summary>
internal sealed class DifficultyExtractor : ISignalExtractor
{
    private static readonly Signal NoModel = Signal.Unavailable(SignalNames.Difficulty, "no model is named").Shared();

    private static readonly Signal NotText = Signal.Unavailable(SignalNames.Difficulty, "the request holds content that is not text").Shared();

    public string Name => SignalNames.Difficulty;

    public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken) => new(request.Contract.Difficulty switch
    {
        null => NoModel,
        // A picture may be the hard part: what was not read is never easy.
        _ when TokenEstimate.Of(request.Messages).Unmeasured > 0 => NotText,
        { } model => Signal.Of(Name, model.Difficulty(request.Text)),
    });
}

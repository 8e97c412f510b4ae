namespace TieredRouting.Gates;

/// <summary>Refuses an answer with numbers, names or claims that its sources do not have. It needs the whole answer, and asks no model.</summary>
internal sealed class GroundednessGate : IAnswerGate
{
    public string Name => GateNames.Groundedness;

    public IAnswerGate ForRequest(SignalRequest request) => new SourcedGate(new GivenSources(request), request.Contract.GateSettings.Groundedness.MinimumOverlap);

    public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken) => new(GateVerdict.Unavailable);
}

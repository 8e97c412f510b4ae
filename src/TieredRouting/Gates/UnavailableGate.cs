namespace TieredRouting.Gates;

/// <summary>Stands where a gate should and cannot be: it cannot tell, and lets nothing through.</summary>
internal sealed class UnavailableGate(string name) : IAnswerGate
{
    public string Name => name;

    public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken) => new(GateVerdict.Unavailable);
}

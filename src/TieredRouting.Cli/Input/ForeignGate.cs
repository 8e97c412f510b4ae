namespace TieredRouting.Cli;

/// <summary>A gate that only the application has. It lets nothing through.</summary>
internal sealed class ForeignGate(string name) : IAnswerGate
{
    public string Name => name;

    public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken) => new(GateVerdict.Unavailable);
}

namespace TieredRouting.Cli;

/// <summary>A signal that only the application measures.</summary>
internal sealed class ForeignSignal(string name) : ISignalExtractor
{
    private readonly Signal _unavailable = Signal.Unavailable(name, "only the application measures it");

    public string Name => name;

    public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken) => new(_unavailable);
}

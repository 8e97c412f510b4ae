namespace TieredRouting.Signals;

/// <summary>A fact the caller states, as a signal.</summary>
internal sealed class FactExtractor(string name, Func<RequestFacts, object?> read) : ISignalExtractor
{
    private readonly Signal _notStated = Signal.Unavailable(name, "the caller states none").Shared();

    public string Name => name;

    public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken) =>
        new(read(request.Facts) is { } value ? Signal.Of(name, value) : _notStated);
}

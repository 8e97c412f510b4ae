namespace TieredRouting.Audit;

/// <summary>A sink that did not take a record.</summary>
/// <param name="Sink">What the sink calls itself.</param>
/// <param name="Exception">Why.</param>
internal sealed record SinkFailure(string Sink, Exception Exception)
{
    /// <inheritdoc />
    public override string ToString() => $"{Sink} ({Exception.GetType().Name})";
}

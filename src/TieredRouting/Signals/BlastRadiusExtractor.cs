namespace TieredRouting.Signals;

/// <summary>How far the effect reaches, as the caller states it.</summary>
internal sealed class BlastRadiusExtractor : ISignalExtractor
{
    private static readonly Signal NotStated = Signal.Unavailable(SignalNames.BlastRadius, "the caller states none");

    public string Name => SignalNames.BlastRadius;

    public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken)
    {
        var facts = request.Facts;
        if (facts.Recipients is null && facts.Records is null && facts.Amount is null)
            return new(NotStated);
        var parts = new Dictionary<string, object>(3, StringComparer.Ordinal);
        if (facts.Recipients is { } recipients)
            parts.Add("recipients", recipients);
        if (facts.Records is { } records)
            parts.Add("records", records);
        if (facts.Amount is { } amount)
            parts.Add("amount", amount);
        return new(Signal.OfParts(Name, parts));
    }
}

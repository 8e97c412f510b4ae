namespace TieredRouting.Signals;

/// <summary>
/// How far the effect reaches, as the caller states it and as the text says: the larger of the two. What the text says counts only where a tool that writes is at hand, or where its sentence
/// asks for something to be sent, changed or paid.
/// </summary>
internal sealed class BlastRadiusExtractor(ToolRiskExtractor tools) : ISignalExtractor
{
    private const Cues Deed = Cues.Send | Cues.Change | Cues.Currency;

    /// <summary>The most places that are kept: the sizes are those of all.</summary>
    private const int MostEvidence = 100;

    private static readonly Signal NotStated = Signal.Unavailable(SignalNames.BlastRadius, "neither the caller nor the text states one").Shared();

    public string Name => SignalNames.BlastRadius;

    public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken)
    {
        var facts = request.Facts;
        var radius = new Radius(facts.Recipients, facts.Records, facts.Amount);
        List<SignalEvidence>? found = null;
        if (request.Cues.HasAny(Cues.Digit | Cues.NonAscii) && MayCount(request, out var writes))
            found = Read(request.Text, writes, ref radius);
        return new(radius is (null, null, null) ? NotStated : Signal.OfParts(Name, radius.Parts, value: null, found));
    }

    private bool MayCount(SignalRequest request, out bool writes)
    {
        writes = tools.AnyWrites(request.Options?.Tools);
        return writes || request.Cues.HasAny(Deed | Cues.NonAscii) || request.Text.AsSpan().ContainsAny(SizeWords.Signs);
    }

    private static List<SignalEvidence>? Read(ReadOnlySpan<char> text, bool writes, ref Radius radius)
    {
        using var plain = PlainText.Of(text);
        var reader = new SizeReader(plain.Text, writes);
        List<SignalEvidence>? found = null;
        while (reader.Next(out var size))
        {
            radius = radius.With(size);
            if ((found ??= []).Count < MostEvidence)
                found.Add(plain.InOriginal(new SignalEvidence(size.Part, size.Start, size.Length)));
        }

        return found;
    }

    /// <summary>The sizes, as far as they are known.</summary>
    private readonly record struct Radius(long? Recipients, long? Records, decimal? Amount)
    {
        public Dictionary<string, object> Parts
        {
            get
            {
                var parts = new Dictionary<string, object>(3, StringComparer.Ordinal);
                if (Recipients is { } recipients)
                    parts.Add(BlastRadiusParts.Recipients, recipients);
                if (Records is { } records)
                    parts.Add(BlastRadiusParts.Records, records);
                if (Amount is { } amount)
                    parts.Add(BlastRadiusParts.Amount, amount);
                return parts;
            }
        }

        public Radius With(StatedSize size) => size.Part switch
        {
            BlastRadiusParts.Recipients => this with { Recipients = Math.Max(Recipients ?? 0, Count(size.Size)) },
            BlastRadiusParts.Records => this with { Records = Math.Max(Records ?? 0, Count(size.Size)) },
            _ => this with { Amount = Math.Max(Amount ?? 0, size.Size) },
        };

        private static long Count(decimal size) => size >= long.MaxValue ? long.MaxValue : (long)Math.Ceiling(size);
    }
}

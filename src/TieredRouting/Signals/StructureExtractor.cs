namespace TieredRouting.Signals;

/// <summary>How much a request's text asks at once: its questions, constraints, code blocks, list items and steps, and their sum.</summary>
internal sealed class StructureExtractor : ISignalExtractor
{
    private const int Few = 4;

    /// <summary>Most requests ask a question or two and no more. Signals are immutable, so they share theirs.</summary>
    private static readonly Signal[] Plain =
    [
        .. from questions in Enumerable.Range(0, Few)
           from constraints in Enumerable.Range(0, Few)
           select Measured(new StructureCounts(questions, constraints, CodeBlocks: 0, ListItems: 0, Steps: 0)).Shared(),
    ];

    public string Name => SignalNames.Structure;

    public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken)
    {
        var counts = StructureReader.Read(request.Text);
        return new(IsPlain(counts) ? Plain[counts.Questions * Few + counts.Constraints] : Measured(counts));
    }

    private static bool IsPlain(StructureCounts counts) =>
        counts is { Questions: < Few, Constraints: < Few, CodeBlocks: 0, ListItems: 0, Steps: 0 };

    private static Signal Measured(StructureCounts counts) =>
        Signal.OfKnownParts(SignalNames.Structure, new StructureParts(counts), counts.Total);
}

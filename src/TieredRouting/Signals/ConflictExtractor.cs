using System.Buffers;

namespace TieredRouting.Signals;

/// <summary>
/// How often a request's text contradicts itself: a field that is labelled twice with different figures ("Total: 40", "Total: 45"), in one message or in several, and words that say so ("but
/// earlier you said"). It requires nothing by itself.
/// </summary>
internal sealed class ConflictExtractor : ISignalExtractor
{
    private static readonly SearchValues<string> Statements = SearchValues.Create(
        ["earlier you said", "earlier you told", "you said earlier", "you told me earlier", "previously you said", "you previously said", "originally you said", "you originally said", "earlier it said",
            "contradicts", "contradicting", "contradictory", "is inconsistent with", "are inconsistent", "conflicting information", "conflicting figures", "conflicting numbers", "conflicting values"],
        StringComparison.OrdinalIgnoreCase);

    private const int MostEvidence = 100;

    private static readonly Signal None = Signal.Of(SignalNames.Conflict, 0).Shared();

    public string Name => SignalNames.Conflict;

    public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken)
    {
        List<SignalEvidence>? found = null;
        if (request.Cues.Has(Cues.Digit | Cues.Assignment))
            found = LabelledFields.Conflicts(request.Text);
        if (request.Cues.HasAny(Cues.Contradiction))
            found = Stated(request.Text, found);
        return new(found is null ? None : Signal.Of(Name, found.Count, found));
    }

    private static List<SignalEvidence>? Stated(ReadOnlySpan<char> text, List<SignalEvidence>? found)
    {
        for (var from = 0; from < text.Length && (found?.Count ?? 0) < MostEvidence;)
        {
            var more = text[from..].IndexOfAny(Statements);
            if (more < 0)
                break;
            var end = TextEnd(text, from + more);
            (found ??= []).Add(new SignalEvidence("statement", from + more, end - from - more));
            from = end;
        }

        return found;
    }

    /// <summary>The end of the word that is reached first.</summary>
    private static int TextEnd(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (TextBoundary.WordAt(text, end))
            end++;
        return end;
    }
}

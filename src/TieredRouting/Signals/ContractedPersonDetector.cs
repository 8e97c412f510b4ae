namespace TieredRouting.Signals;

/// <summary>A name of two words or more behind "I'm", whose second word is too short for a cue.</summary>
internal sealed class ContractedPersonDetector : ITextDetector
{
    private const string Opening = "I'm ";

    public bool MayFind(Cues seen) => true;

    public void Find(ReadOnlySpan<char> text, List<SignalEvidence> found)
    {
        for (var from = 0; from < text.Length;)
        {
            var more = text[from..].IndexOf(Opening, StringComparison.Ordinal);
            if (more < 0)
                return;
            var start = from + more + Opening.Length;
            var (end, words) = start < text.Length ? PersonName.Read(text, start) : default;
            if (words > 1 && !TextBoundary.WordBefore(text, from + more))
                found.Add(new SignalEvidence(EvidenceKinds.Person, start, end - start));
            from = Math.Max(start, end);
        }
    }
}

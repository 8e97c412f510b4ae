namespace TieredRouting.Signals;

/// <summary>What is found by its words: the text is read from one word of its groups to the next.</summary>
internal abstract class WordedDetector(string kind, Cues words, Cues needed = Cues.None) : ITextDetector
{
    public bool MayFind(Cues seen) => seen.HasAny(words) && seen.Has(needed);

    public void Find(ReadOnlySpan<char> text, List<SignalEvidence> found)
    {
        var reader = new CueReader(text);
        for (var free = 0; reader.Next(out var hit);)
        {
            if (!hit.Cues.HasAny(words) || hit.Start < free)
                continue;
            var (start, end) = Read(text, hit, free);
            if (end <= start)
                continue;
            found.Add(new SignalEvidence(kind, start, end - start));
            free = end;
        }
    }

    /// <summary>Where the place that a word speaks of starts and ends, or nothing; it does not begin before <paramref name="free"/>.</summary>
    protected abstract (int Start, int End) Read(ReadOnlySpan<char> text, CueHit hit, int free);
}

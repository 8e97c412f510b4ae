namespace TieredRouting.Signals;

/// <summary>What is found by its digits. The groups of a text are read once, and each detector judges those that it has not read yet.</summary>
internal abstract class NumberDetector(string kind) : ITextDetector
{
    public string Kind => kind;

    public virtual bool MayFind(Cues seen) => seen.Has(Cues.Digit);

    public void Find(ReadOnlySpan<char> text, List<SignalEvidence> found)
    {
        if (FindAll(text, [this]) is { } numbers)
            found.AddRange(numbers);
    }

    /// <summary>What all of them find, that of each in order; nothing where nothing is found.</summary>
    public static List<SignalEvidence>? FindAll(ReadOnlySpan<char> text, ReadOnlySpan<NumberDetector> detectors)
    {
        List<SignalEvidence>? found = null;
        Span<int> free = stackalloc int[detectors.Length];
        free.Clear();
        Span<WordTrail> trails = stackalloc WordTrail[detectors.Length];
        trails.Clear();
        for (var groups = new DigitGroups(text); groups.Next(out var group);)
        {
            for (var i = 0; i < detectors.Length; i++)
            {
                if (group.Start < free[i])
                    continue;
                var (start, end, next) = detectors[i].Read(text, group, free[i], ref trails[i]);
                if (end > 0)
                    (found ??= []).Add(new SignalEvidence(detectors[i].Kind, start, end - start));
                free[i] = next;
            }
        }

        return found;
    }

    /// <summary>
    /// Where what has this group in it starts and ends, and where to go on, which is behind the group; the end is -1 where there is
    /// nothing. What lies before <paramref name="free"/> belongs to something found before; <paramref name="trail"/> is the detector's own, from one group to the next.
    /// </summary>
    protected abstract (int Start, int End, int Next) Read(ReadOnlySpan<char> text, in DigitGroup group, int free, ref WordTrail trail);
}

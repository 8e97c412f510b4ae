namespace TieredRouting.Signals;

/// <summary>What is found by its digits, in groups that have any of its signs.</summary>
internal abstract class NumberDetector(string kind, params DigitSigns[] signs) : ITextDetector
{
    public string Kind => kind;

    /// <summary>The signs of a group that may be part of it.</summary>
    public IReadOnlyList<DigitSigns> Signs => signs;

    public bool MayFind(Cues seen) => seen.Has(Cues.Digit);

    public void Find(ReadOnlySpan<char> text, List<SignalEvidence> found)
    {
        if (new NumberSearch(this).Find(text) is [{ } numbers])
            found.AddRange(numbers);
    }

    /// <summary>
    /// Where what has this group in it starts and ends, and where to go on, which is behind the group; the end is -1 where there is
    /// nothing. What lies before <paramref name="free"/> belongs to something found before; <paramref name="trail"/> is the detector's own, from one group to the next.
    /// </summary>
    public abstract (int Start, int End, int Next) Read(ReadOnlySpan<char> text, in DigitGroup group, int free, ref NumberTrail trail);
}

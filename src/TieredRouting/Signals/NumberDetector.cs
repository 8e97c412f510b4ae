namespace TieredRouting.Signals;

/// <summary>What is found by its digits: the text is read from one digit to the next that was not read yet.</summary>
internal abstract class NumberDetector(string kind) : ITextDetector
{
    public virtual bool MayFind(Cues seen) => seen.Has(Cues.Digit);

    public void Find(ReadOnlySpan<char> text, List<SignalEvidence> found)
    {
        for (var from = 0; from < text.Length;)
        {
            var more = text[from..].IndexOfAnyInRange('0', '9');
            if (more < 0)
                return;
            var (start, end, next) = Read(text, from + more, from);
            if (end > 0)
                found.Add(new SignalEvidence(kind, start, end - start));
            from = next;
        }
    }

    /// <summary>
    /// Where what has a digit at <paramref name="digit"/> starts and ends, and where to go on, which is behind the digit; the end is -1 where there is
    /// nothing. What lies before <paramref name="free"/> belongs to something found before.
    /// </summary>
    protected abstract (int Start, int End, int Next) Read(ReadOnlySpan<char> text, int digit, int free);
}

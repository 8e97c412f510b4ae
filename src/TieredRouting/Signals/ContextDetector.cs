using System.Buffers;

namespace TieredRouting.Signals;

/// <summary>
/// A subject that asks for care once it is about somebody: a word of it, and in the same sentence, not far from it, one that speaks of a person. The word alone says nothing.
/// </summary>
internal sealed class ContextDetector(string kind, Cues words, WordSet persons) : ITextDetector
{
    private const int ContextUnits = 120;

    private static readonly SearchValues<char> SentenceEnd = SearchValues.Create(".!?\n;");

    public bool MayFind(Cues seen) => seen.HasAny(words);

    public void Find(ReadOnlySpan<char> text, List<SignalEvidence> found)
    {
        var reader = new CueReader(text);
        // What was read for one word is not read again for the next: a text of such words alone stays linear.
        for (var (read, isAboutSomebody) = (0, false); reader.Next(out var hit);)
        {
            if (!hit.Cues.HasAny(words))
                continue;
            if (hit.Start >= read)
                (read, isAboutSomebody) = (hit.End, persons.StandsIn(Before(text, hit.Start)));
            if (!isAboutSomebody)
            {
                var after = After(text, read, hit.End);
                isAboutSomebody = persons.StandsIn(after);
                read += after.Length;
            }

            if (!isAboutSomebody)
                continue;
            found.Add(new SignalEvidence(kind, hit.Start, hit.Length));
            read = Math.Max(read, hit.End + After(text, hit.End, hit.End).Length);
        }
    }

    private static ReadOnlySpan<char> Before(ReadOnlySpan<char> text, int place)
    {
        var before = text[Math.Max(0, place - ContextUnits)..place];
        return before[(before.LastIndexOfAny(SentenceEnd) + 1)..];
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> text, int from, int place)
    {
        var end = Math.Min(text.Length, place + ContextUnits);
        var after = from < end ? text[from..end] : [];
        return after.IndexOfAny(SentenceEnd) is >= 0 and var length ? after[..length] : after;
    }
}

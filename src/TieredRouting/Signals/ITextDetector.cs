namespace TieredRouting.Signals;

/// <summary>
/// Finds places of one kind in a text, in time linear in its length. What is reported by one detector lies in order and
/// does not overlap. Thread-safe; allocates nothing where nothing is found.
/// </summary>
internal interface ITextDetector
{
    /// <summary>Whether a text in which one look saw these cues can hold anything for it.</summary>
    bool MayFind(Cues seen);

    /// <summary>Adds what is found to <paramref name="found"/>.</summary>
    void Find(ReadOnlySpan<char> text, List<SignalEvidence> found);
}

namespace TieredRouting.Signals;

/// <summary>
/// Finds places of one kind in a text, in time linear in its length. What is reported by one detector lies in order and
/// does not overlap. Thread-safe; allocates nothing where nothing is found.
/// </summary>
internal interface ITextDetector
{
    /// <summary>Whether a text without a digit from 0 to 9 holds nothing for it.</summary>
    bool NeedsDigit => false;

    /// <summary>Adds what is found to <paramref name="found"/>.</summary>
    void Find(ReadOnlySpan<char> text, List<SignalEvidence> found);
}

namespace TieredRouting.Signals;

/// <summary>Digits from 0 to 9 in a row, and where the last letter before them stands.</summary>
internal readonly record struct DigitGroup(int Start, int End, int LastLetter)
{
    public int Length => End - Start;

    /// <summary>Whether a letter stands within so many units before: without one, no word there gives a context.</summary>
    public bool HasLetterWithin(int units) => Start - LastLetter <= units;
}

namespace TieredRouting.Signals;

/// <summary>
/// Digits from 0 to 9 in a row, where the last letter before them stands, and the most digits that a number in groups could have from here on: as many as follow with only what may stand between groups.
/// </summary>
internal readonly record struct DigitGroup(int Start, int End, int LastLetter, int MostDigits)
{
    public int Length => End - Start;

    /// <summary>Whether a letter stands within so many units before: without one, no word there gives a context.</summary>
    public bool HasLetterWithin(int units) => Start - LastLetter <= units;
}

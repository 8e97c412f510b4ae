using System.Numerics;

namespace TieredRouting.Signals;

/// <summary>
/// Digits from 0 to 9 in a row, where the last letter before them stands, and the most digits that a number in groups could have from here on: as many as follow with only what may stand between groups. A bit
/// for each digit among the 64 units from the first on spares loops whose ends nobody can foresee.
/// </summary>
internal readonly record struct DigitGroup(int Start, int End, int LastLetter, int MostDigits, ulong Digits)
{
    public int Length => End - Start;

    /// <summary>Whether a letter stands within so many units before: without one, no word there gives a context.</summary>
    public bool HasLetterWithin(int units) => Start - LastLetter <= units;

    /// <summary>The first place from <paramref name="at"/> on, not before the group, that holds no digit from 0 to 9.</summary>
    public int EndOfDigits(ReadOnlySpan<char> text, int at)
    {
        var behind = at - Start + BitOperations.TrailingZeroCount(~(Digits >> (at - Start)));
        return behind < DigitBlock.Size ? Start + behind : TextBoundary.EndOfDigits(text, at);
    }
}

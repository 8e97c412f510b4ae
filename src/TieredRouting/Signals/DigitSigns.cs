namespace TieredRouting.Signals;

/// <summary>
/// What about a group of digits makes a detector look at it: its length, the two units on either side, a zero where there are none, and how far the number may go on; all of them have to fit. They cost a look into a table,
/// and a detector without any signs that fit is not asked.
/// </summary>
internal sealed record DigitSigns
{
    /// <summary>Whether groups of a length are looked at.</summary>
    public Func<int, bool> Length { get; init; } = static _ => true;

    /// <summary>Whether a group is looked at behind this unit.</summary>
    public Func<char, bool> Before { get; init; } = static _ => true;

    /// <summary>Whether a group is looked at before this unit.</summary>
    public Func<char, bool> Behind { get; init; } = static _ => true;

    /// <summary>Whether it is with this unit before the one before.</summary>
    public Func<char, bool> SecondBefore { get; init; } = static _ => true;

    /// <summary>Whether it is with this unit behind the one behind.</summary>
    public Func<char, bool> SecondBehind { get; init; } = static _ => true;

    /// <summary>How many digits must follow at least from the group's first on, with nothing but what may stand between groups.</summary>
    public int LeastDigits { get; init; }

    /// <summary>Whether a letter must stand near it as well, on either side.</summary>
    public bool WithLetter { get; init; }
}

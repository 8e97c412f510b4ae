namespace TieredRouting.Signals;

/// <summary>
/// What about a group of digits makes a detector look at it: its length, and what stands right before and behind it, where nothing does a zero; all of them have to fit. They cost a look into a table,
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

    /// <summary>Whether a letter must stand near it as well, on either side.</summary>
    public bool WithLetter { get; init; }
}

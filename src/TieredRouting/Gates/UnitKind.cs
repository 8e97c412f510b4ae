namespace TieredRouting.Gates;

/// <summary>What a unit of a plain text is to its words.</summary>
internal enum UnitKind
{
    /// <summary>No part of a word, unless it joins two that are.</summary>
    None,

    /// <summary>A letter, of a word of several.</summary>
    Letter,

    /// <summary>A digit, of a number of several.</summary>
    Digit,

    /// <summary>A word of its own, in scripts that write without spaces.</summary>
    Alone,
}

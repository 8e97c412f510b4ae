namespace TieredRouting.Signals;

/// <summary>What one detector remembers of the words around the groups of digits that it has read.</summary>
internal struct NumberTrail
{
    /// <summary>Words before, that give a number its meaning.</summary>
    public WordTrail Names;

    /// <summary>Words before, that call a number a code.</summary>
    public WordTrail Codes;

    /// <summary>Words behind, that make it a house in a street.</summary>
    public StreetTrail Streets;
}

namespace TieredRouting;

/// <summary>Which endpoint of a tier a request goes to first. After an error, and where one is skipped, the choice is made again among those left.</summary>
public enum EndpointChoice
{
    /// <summary>The first by name; the others are there for when it fails. The default.</summary>
    Ordered,

    /// <summary>Each in proportion to its weight, evenly mixed and without chance: the same requests in the same order take the same path.</summary>
    Weighted,

    /// <summary>The one that answered fastest of late. One that has not answered within the last minute is asked once, so that it is measured.</summary>
    LowestLatency,
}

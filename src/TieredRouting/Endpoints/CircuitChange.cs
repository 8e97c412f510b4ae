namespace TieredRouting.Endpoints;

/// <summary>How a circuit changed.</summary>
internal enum CircuitChange
{
    None,

    /// <summary>It opened, or a probe failed and it stays open for longer.</summary>
    Opened,

    /// <summary>Its wait is over, and one call is let through to see.</summary>
    HalfOpened,

    /// <summary>A probe was answered.</summary>
    Closed,
}

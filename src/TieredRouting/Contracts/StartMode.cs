namespace TieredRouting;

/// <summary>How a contract's start is chosen.</summary>
internal enum StartMode
{
    /// <summary>By the contract's start tier, or its intent.</summary>
    Fixed,

    /// <summary>By what each tier is expected to cost, errors included.</summary>
    ExpectedCost,
}

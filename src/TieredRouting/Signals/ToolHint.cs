namespace TieredRouting.Signals;

/// <summary>What a name or a description lets one think of a tool; the later, the riskier.</summary>
internal enum ToolHint
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It reads.</summary>
    Reads,

    /// <summary>It changes something.</summary>
    Writes,

    /// <summary>It removes something.</summary>
    Destroys,
}

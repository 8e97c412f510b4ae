namespace TieredRouting.Gates;

/// <summary>What places say.</summary>
internal static class GateVerdicts
{
    /// <summary>The verdict on an answer in which something begins at a place that may not go out; -1 for nothing.</summary>
    public static GateVerdict Of(int place) => place < 0 ? GateVerdict.Passed : GateVerdict.Failed;
}

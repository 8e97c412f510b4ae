namespace TieredRouting.Fallback;

/// <summary>What was noticed of an answer while it streamed to the caller.</summary>
/// <param name="Flaw">What is wrong with an answer whatever else happened: it was cut off, filtered or refused.</param>
/// <param name="Error">The error inside it, or <see langword="null"/>.</param>
/// <param name="Abandoned">Whether the caller stopped reading before the end.</param>
internal readonly record struct StreamEnd(Trigger? Flaw, string? Error, bool Abandoned)
{
    /// <summary>The error of an answer that calls a tool which was not offered.</summary>
    public const string ForbiddenTool = "forbiddenTool";
}

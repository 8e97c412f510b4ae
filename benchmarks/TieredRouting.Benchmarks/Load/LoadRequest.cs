namespace TieredRouting.Benchmarks.Load;

/// <summary>One request of the run.</summary>
/// <param name="Arrives">When it comes, counted from the run's start.</param>
/// <param name="Input">The tokens of its prompt, as the model reports them.</param>
/// <param name="Output">The tokens of its answer.</param>
/// <param name="Takes">How long the model takes.</param>
/// <param name="Fault">What goes wrong with its first call.</param>
internal readonly record struct LoadRequest(TimeSpan Arrives, int Input, int Output, TimeSpan Takes, LoadFault Fault)
{
    /// <summary>Whether it streams a text; otherwise it asks for JSON and waits for all of it.</summary>
    public bool Streams { get; init; }
}

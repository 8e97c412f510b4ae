namespace TieredRouting.Signals;

/// <summary>A size that a text states.</summary>
/// <param name="Part">What it is a size of, as a part of the blast radius.</param>
/// <param name="Size">The size.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
internal readonly record struct StatedSize(string Part, decimal Size, int Start, int Length);

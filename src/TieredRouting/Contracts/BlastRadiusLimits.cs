namespace TieredRouting;

/// <summary>How far an effect may reach before it is risk work. Beyond any of the limits the class is T2.</summary>
/// <param name="Recipients">The most recipients; 100 by default.</param>
/// <param name="Records">The most records touched; 100 by default.</param>
/// <param name="Amount">The most money moved, in currency; 1,000 by default.</param>
public sealed record BlastRadiusLimits(long Recipients = 100, long Records = 100, decimal Amount = 1_000m);

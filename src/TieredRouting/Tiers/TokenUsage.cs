namespace TieredRouting;

/// <summary>The tokens one model call used.</summary>
/// <param name="Input">Input tokens, cached ones included.</param>
/// <param name="CachedInput">The part of <paramref name="Input"/> that was read from a provider's cache.</param>
/// <param name="Output">Output tokens, reasoning included.</param>
/// <param name="Reasoning">The part of <paramref name="Output"/> that was spent on reasoning.</param>
public readonly record struct TokenUsage(long Input, long CachedInput, long Output, long Reasoning);

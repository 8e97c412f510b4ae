namespace TieredRouting;

/// <summary>When the circuit of an endpoint opens, and for how long. Immutable.</summary>
/// <param name="Failures">How many calls in a row must fail.</param>
/// <param name="OpenFor">How long it then stays open at first. Each probe that fails doubles it, up to sixteen times as long.</param>
/// <param name="LongestWait">The longest that a provider's retry-after is heeded.</param>
internal sealed record CircuitSettings(int Failures, TimeSpan OpenFor, TimeSpan LongestWait)
{
    public static CircuitSettings Default { get; } = new(5, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10));

    public TimeSpan LongestOpen => OpenFor * 16;
}

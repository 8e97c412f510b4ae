namespace TieredRouting;

/// <summary>How long the latest requests of a contract took that were answered, on one surface. Immutable.</summary>
/// <param name="P50">The time half of them stayed under, by nearest rank.</param>
/// <param name="P95">The time 95 in 100 of them stayed under, by nearest rank.</param>
/// <param name="Count">How many were measured: the latest, at most 256.</param>
public sealed record MeasuredLatency(TimeSpan P50, TimeSpan P95, int Count);

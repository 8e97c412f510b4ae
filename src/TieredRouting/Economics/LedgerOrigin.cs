namespace TieredRouting.Economics;

/// <summary>Where a route started, as an event tells it.</summary>
internal readonly record struct LedgerOrigin(string Contract, string? Cohort, string Start, string Floor, DateTimeOffset Time);

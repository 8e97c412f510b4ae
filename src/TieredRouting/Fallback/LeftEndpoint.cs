namespace TieredRouting.Fallback;

/// <summary>An endpoint that a route has left.</summary>
/// <param name="From">The endpoint.</param>
/// <param name="Why">What spoke against its answer.</param>
internal sealed record LeftEndpoint(TierEndpoint From, Trigger Why);

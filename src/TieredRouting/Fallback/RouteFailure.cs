namespace TieredRouting.Fallback;

/// <summary>Why a client call released nothing.</summary>
/// <param name="Rule">The rule or bound that decided it, such as <c>exhausted</c> or <c>residency</c>.</param>
/// <param name="Reason">Why, in words; no text of the request.</param>
/// <param name="Exception">The provider's own exception, or the caller's cancellation.</param>
internal sealed record RouteFailure(string Rule, string Reason, Exception? Exception = null);

namespace TieredRouting.Policies;

/// <summary>Which endpoints a request may use. Asked when the decision is made, and again at every call.</summary>
internal static class EndpointFilter
{
    /// <summary>The least output worth asking for: with less room than this, no attempt is made.</summary>
    public const int LeastOutputTokens = 256;

    public static bool Allows(TierEndpoint endpoint, Contract contract, Lane lane, bool statesSensitivity, decimal? promptTokens) =>
        endpoint.StaysWithin(contract.Residency)
        && AllowsLane(endpoint, lane, statesSensitivity)
        && (promptTokens is null || Fits(endpoint, promptTokens.Value));

    public static bool Fits(TierEndpoint endpoint, decimal promptTokens) =>
        endpoint.ContextWindow is null || promptTokens + LeastOutputTokens <= endpoint.ContextWindow;

    private static bool AllowsLane(TierEndpoint endpoint, Lane lane, bool statesSensitivity) =>
        lane == Lane.Standard || !statesSensitivity || endpoint.AllowsSensitive == true;
}

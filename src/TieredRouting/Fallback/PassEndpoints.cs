namespace TieredRouting.Fallback;

/// <summary>
/// Where the other passes of a disagreement check go: to the tier's other endpoints, and when they run out, round again. None go anywhere where a
/// disagreement could not lead to a higher tier.
/// </summary>
internal static class PassEndpoints
{
    public static TierEndpoint[] Of(RouteRun run, FallbackCursor cursor) =>
        run.Contract.Disagreement is { } check && AreAsked(run, cursor) ? Of(run, cursor, check.Passes) : [];

    /// <summary>Whether the contract's check is made where a request stands. A conversation that a provider holds never leaves its endpoint, and a second pass would be a second turn of it.</summary>
    public static bool AreAsked(RouteRun run, FallbackCursor cursor) =>
        run.Conversation is null && cursor.CanEscalate && run.State.HasAttempts(2, run.Contract.Fallback.MaxAttempts);

    private static TierEndpoint[] Of(RouteRun run, FallbackCursor cursor, int passes)
    {
        // The steps of a tool loop stay with one endpoint.
        TierEndpoint[] all = run.State.Endpoint is null ? [cursor.Endpoint, .. cursor.Siblings] : [cursor.Endpoint];
        return [.. Enumerable.Range(1, passes - 1).Select(pass => all[pass % all.Length])];
    }
}

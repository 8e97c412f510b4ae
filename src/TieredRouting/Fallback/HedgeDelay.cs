namespace TieredRouting.Fallback;

/// <summary>When a second endpoint is asked as well: where the contract wants it, and where that can neither do a thing twice nor split a conversation.</summary>
internal static class HedgeDelay
{
    /// <summary>How long the first endpoint has; <see langword="null"/> where it has as long as it takes.</summary>
    public static TimeSpan? Of(RouteRun run, FallbackCursor cursor) =>
        run.Contract.Fallback.Hedges && IsSafe(run) && !EscalationDoor.IsRaised(run, cursor) && cursor.Siblings.Any() ? run.Contract.LatencyOf(run.Request.Facts.Surface)?.P95 : null;

    private static bool IsSafe(RouteRun run) =>
        run.Conversation is null && run.State.Endpoint is null && run.Options?.Tools?.Any(tool => run.HasEffect(tool.Name)) != true;
}

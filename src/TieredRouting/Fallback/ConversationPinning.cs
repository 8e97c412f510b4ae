using TieredRouting.Telemetry;

namespace TieredRouting.Fallback;

/// <summary>Keeps a request that goes on with a provider-held conversation where that conversation is.</summary>
internal static class ConversationPinning
{
    /// <summary>Stays with the endpoint that holds the conversation, or fails closed: to go on elsewhere would lose it without a word.</summary>
    public static RouteEnding? Unpinned(RouteRun run, FallbackCursor cursor, TierLadder ladder)
    {
        if (run.Options is not { } options || (options.ConversationId is null && options.ContinuationToken is null))
            return null;
        var (name, _, conversation) = options.ConversationId is { } id ? ConversationPin.Inward(id) : (null, null, string.Empty);
        var endpoint = name is null ? null : ladder.FindEndpoint(name);
        if (endpoint is null)
            return RouteEnding.FailedClosed("pinnedConversation", "the request goes on with a conversation, and does not say which endpoint of the ladder holds it");
        var higher = ladder.TryGet(endpoint.Tier, out var held) && run.State.HighRiskMoved && cursor.TierIndex > held.Index;
        if (higher || !cursor.StayWith(endpoint))
            return RouteEnding.FailedClosed("pinnedConversation", $"the endpoint '{endpoint.Name}' holds the conversation, and the request may not use it");
        run.Conversation = conversation;
        return null;
    }

    /// <summary>The ending of a request that would have to leave the endpoint that holds its conversation.</summary>
    public static RouteEnding? Left(RouteRun run, TierEndpoint from, TierEndpoint to, Trigger trigger) =>
        run.Conversation is null || from == to ? null : RouteEnding.FailedClosed(
            "pinnedConversation",
            $"after {EnumNames.Of(trigger)} another endpoint is needed, and only '{from.Name}' holds the conversation");
}

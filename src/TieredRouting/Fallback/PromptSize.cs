using Microsoft.Extensions.AI;
using TieredRouting.Signals;

namespace TieredRouting.Fallback;

/// <summary>What a call's prompt comes to, tools and schema included, at its worst: the part of a reservation that is surely spent.</summary>
internal static class PromptSize
{
    public static long Of(IReadOnlyList<ChatMessage> messages, ChatOptions options, int schemaTokens, TokenCounter? exactCounter) =>
        TokenEstimate.Of(messages, options.Instructions, exactCounter).AtWorst + schemaTokens + TokenEstimate.OfTools(options.Tools);
}

using System.Diagnostics.CodeAnalysis;

namespace TieredRouting.Fallback;

/// <summary>
/// A conversation that a provider holds can go on only with the endpoint that holds it. The id that goes out carries the
/// endpoint's name, so that the next request finds it, in this process or another.
/// </summary>
internal static class ConversationPin
{
    private const string Prefix = "tiered_routing/";

    /// <summary>The id for the caller.</summary>
    [return: NotNullIfNotNull(nameof(conversation))]
    public static string? Outward(string? conversation, TierEndpoint endpoint) =>
        conversation is null ? null : $"{Prefix}{Uri.EscapeDataString(endpoint.Name)}/{conversation}";

    /// <summary>The endpoint that an id names and the provider's own id; no endpoint for an id that is not ours.</summary>
    public static (string? Endpoint, string Conversation) Inward(string conversation)
    {
        if (!conversation.StartsWith(Prefix, StringComparison.Ordinal))
            return (null, conversation);
        var rest = conversation.AsSpan(Prefix.Length);
        var slash = rest.IndexOf('/');
        return slash < 0
            ? (null, conversation)
            : (Uri.UnescapeDataString(rest[..slash]), rest[(slash + 1)..].ToString());
    }
}

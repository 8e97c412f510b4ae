using System.Diagnostics.CodeAnalysis;

namespace TieredRouting.Fallback;

/// <summary>
/// A conversation that a provider holds can go on only with the endpoint that holds it. The id that goes out carries the
/// endpoint's name, so that the next request finds it, in this process or another, and the route, so that a tool loop which
/// sends nothing but results is known as its continuation.
/// </summary>
internal static class ConversationPin
{
    private const string Prefix = "tiered_routing/";

    /// <summary>The id for the caller.</summary>
    [return: NotNullIfNotNull(nameof(conversation))]
    public static string? Outward(string? conversation, TierEndpoint endpoint, string route) =>
        conversation is null ? null : $"{Prefix}{Uri.EscapeDataString(endpoint.Name)}/{route}/{conversation}";

    /// <summary>The endpoint and the route that an id names, and the provider's own id; neither for an id that is not ours.</summary>
    public static (string? Endpoint, string? Route, string Conversation) Inward(string conversation) =>
        conversation.StartsWith(Prefix, StringComparison.Ordinal) && conversation[Prefix.Length..].Split('/', 3) is [var endpoint, var route, var held]
            ? (Uri.UnescapeDataString(endpoint), route, held)
            : (null, null, conversation);
}

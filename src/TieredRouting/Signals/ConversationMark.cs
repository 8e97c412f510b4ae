using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TieredRouting.Signals;

/// <summary>
/// The mark by which a conversation is known to have needed a tier: on the first text of each answer, since that is what hosts carry back into the history, streamed or
/// not. It names the contract, the tier and the endpoint. What a user or a model says cannot make one, and one can only raise.
/// </summary>
/// <param name="Contract">The contract of the answer.</param>
/// <param name="Tier">The tier that gave it.</param>
/// <param name="Endpoint">The endpoint that gave it.</param>
internal readonly record struct ConversationMark(string Contract, string Tier, string Endpoint)
{
    private const string Property = "tiered_routing.answered_by";

    /// <summary>The mark of a content, or <see langword="null"/>.</summary>
    public static ConversationMark? Of(AIContent content) =>
        content is TextContent { AdditionalProperties: { } properties } && properties.TryGetValue(Property, out var value) && TextOf(value) is { } text
        && text.Split('/') is [var contract, var tier, var endpoint]
            ? new ConversationMark(Uri.UnescapeDataString(contract), Uri.UnescapeDataString(tier), Uri.UnescapeDataString(endpoint))
            : null;

    /// <summary>Whether a content is marked.</summary>
    public static bool IsOn(AIContent content) => content is TextContent { AdditionalProperties: { } properties } && properties.ContainsKey(Property);

    /// <summary>The same text with the mark on it; the text itself belongs to the provider and stays as it is.</summary>
    public TextContent On(TextContent text)
    {
        var copy = Copy(text);
        (copy.AdditionalProperties ??= [])[Property] = $"{Uri.EscapeDataString(Contract)}/{Uri.EscapeDataString(Tier)}/{Uri.EscapeDataString(Endpoint)}";
        return copy;
    }

    /// <summary>The same text without a mark.</summary>
    public static TextContent Off(TextContent text)
    {
        var copy = Copy(text);
        copy.AdditionalProperties!.Remove(Property);
        if (copy.AdditionalProperties.Count == 0)
            copy.AdditionalProperties = null;
        return copy;
    }

    private static TextContent Copy(TextContent text) => new(text.Text)
    {
        AdditionalProperties = text.AdditionalProperties?.Clone(),
        Annotations = text.Annotations,
        RawRepresentation = text.RawRepresentation,
    };

    private static string? TextOf(object? value) => value switch
    {
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } json => json.GetString(),
        _ => null,
    };
}

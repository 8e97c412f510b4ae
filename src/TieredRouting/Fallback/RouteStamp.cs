using System.Text.Json;
using Microsoft.Extensions.AI;
using TieredRouting.Signals;

namespace TieredRouting.Fallback;

/// <summary>
/// The mark by which the continuation of a tool loop is known: the route's id on each tool call of an answer. It sits on
/// the call itself, since that is what hosts carry back into the history, streamed or not. A stamp says where a route
/// goes on; it is never trusted to lower anything.
/// </summary>
internal static class RouteStamp
{
    private const string Property = "tiered_routing.route";

    /// <summary>Whether a content asks for a tool call: what holds one is a step, not an answer.</summary>
    public static bool IsStep(AIContent content) =>
        content is FunctionCallContent { InformationalOnly: false } or ToolApprovalRequestContent;

    /// <summary>The route that the messages continue, when they end in results of tool calls we stamped.</summary>
    public static string? RouteIn(IReadOnlyList<ChatMessage> messages)
    {
        for (var i = messages.Count - 1; i >= 0; i--)
        {
            var contents = messages[i].Contents;
            for (var j = 0; j < contents.Count; j++)
            {
                if (CallOf(contents[j]) is { } call && Read(call) is { } route)
                    return route;
            }

            if (messages[i].Role != ChatRole.Tool)
                return null;
        }

        return null;
    }

    /// <summary>The calls of a route that the messages hold, in order.</summary>
    public static IEnumerable<FunctionCallContent> CallsOf(IReadOnlyList<ChatMessage> messages, string route)
    {
        foreach (var message in messages)
        {
            foreach (var content in message.Contents)
            {
                if (content is FunctionCallContent call && Read(call) == route)
                    yield return call;
            }
        }
    }

    /// <summary>The same call with the stamp on it; the call itself belongs to the provider and stays as it is.</summary>
    public static FunctionCallContent Stamped(FunctionCallContent call, string route)
    {
        var copy = Copy(call);
        (copy.AdditionalProperties ??= [])[Property] = route;
        return copy;
    }

    /// <summary>The messages without our stamps and marks: what a model is sent must not differ from route to route.</summary>
    public static IReadOnlyList<ChatMessage> Strip(IReadOnlyList<ChatMessage> messages) =>
        AnyStamped(messages) ? [.. messages.Select(Strip)] : messages;

    private static ChatMessage Strip(ChatMessage message)
    {
        if (!message.Contents.Holds(IsOurs))
            return message;
        var clone = message.Clone();
        clone.Contents = [.. message.Contents.Select(content => ConversationMark.IsOn(content) ? ConversationMark.Off((TextContent)content) : IsStamped(content) ? Unstamped((FunctionCallContent)content) : content)];
        return clone;
    }

    private static bool AnyStamped(IReadOnlyList<ChatMessage> messages)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i].Contents.Holds(IsOurs))
                return true;
        }

        return false;
    }

    private static bool IsOurs(AIContent content) => ConversationMark.IsOn(content) || IsStamped(content);

    private static bool IsStamped(AIContent content) => content is FunctionCallContent call && Read(call) is not null;

    private static FunctionCallContent Unstamped(FunctionCallContent call)
    {
        var copy = Copy(call);
        copy.AdditionalProperties!.Remove(Property);
        if (copy.AdditionalProperties.Count == 0)
            copy.AdditionalProperties = null;
        return copy;
    }

    private static FunctionCallContent Copy(FunctionCallContent call) => new(call.CallId, call.Name, call.Arguments)
    {
        AdditionalProperties = call.AdditionalProperties?.Clone(),
        Annotations = call.Annotations,
        Exception = call.Exception,
        InformationalOnly = call.InformationalOnly,
        RawRepresentation = call.RawRepresentation,
    };

    private static FunctionCallContent? CallOf(AIContent content) => content switch
    {
        FunctionCallContent call => call,
        ToolApprovalRequestContent { ToolCall: FunctionCallContent call } => call,
        ToolApprovalResponseContent { ToolCall: FunctionCallContent call } => call,
        _ => null,
    };

    /// <summary>The route on a call, where we stamped it.</summary>
    public static string? Read(FunctionCallContent call) =>
        call.AdditionalProperties?.TryGetValue(Property, out var value) != true ? null
        : value switch
        {
            string route => route,
            JsonElement { ValueKind: JsonValueKind.String } json => json.GetString(),
            _ => null,
        };
}

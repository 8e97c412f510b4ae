using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using TieredRouting.Fallback;
using TieredRouting.Telemetry;

namespace TieredRouting;

/// <summary>
/// Binds the approval of a tool call to the call: its route, its tool and its exact arguments, by a hash at the end of the request's id. A host runs what the response says, wherever
/// that has been meanwhile, so an approval without the call's own hash is of a call that nobody was asked about. With a key for ids nobody else can make the hash; without, it shows what was changed by accident
/// or without knowing of it.
/// </summary>
internal sealed class ApprovedCalls(Func<byte[], string> hash, ILogger logger)
{
    private const int HashLength = 32;

    private const string Swapped = "This is not the call that a person was asked about.";

    /// <summary>Whether an answer asks for the approval of a call.</summary>
    public static bool Asks(ChatResponse response) => response.Holds(IsRequest);

    /// <summary>The contents with bound requests. The list that was given stays as it is, and is given back where there is none.</summary>
    public IList<AIContent> Bound(IList<AIContent> contents) =>
        contents.Holds(IsRequest) ? [.. contents.Select(content => IsRequest(content) ? Bound((ToolApprovalRequestContent)content) : content)] : contents;

    /// <summary>The messages with every approval of another call turned into a rejection. A list without any is given back as it is.</summary>
    public IEnumerable<ChatMessage> Checked(IEnumerable<ChatMessage> messages) =>
        messages is IReadOnlyList<ChatMessage> list && !HoldsSwapped(list) ? list : messages.Select(message => IsSwapped(message) ? WithoutSwapped(message) : message);

    private bool HoldsSwapped(IReadOnlyList<ChatMessage> messages)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            if (IsSwapped(messages[i]))
                return true;
        }

        return false;
    }

    private bool IsSwapped(ChatMessage? message) => message?.Contents.Holds(IsApproval) == true && message.Contents.Holds(IsSwapped);

    private static bool IsApproval(AIContent content) => content is ToolApprovalResponseContent { Approved: true };

    /// <summary>Also one that a tier's own client makes of a call that never came out of it.</summary>
    private static bool IsRequest(AIContent content) => content is ToolApprovalRequestContent { ToolCall: FunctionCallContent };

    private ToolApprovalRequestContent Bound(ToolApprovalRequestContent request)
    {
        var call = (FunctionCallContent)request.ToolCall;
        return new ToolApprovalRequestContent($"{request.RequestId}.{HashOf(call)}", call)
        {
            AdditionalProperties = request.AdditionalProperties,
            Annotations = request.Annotations,
            RawRepresentation = request.RawRepresentation,
        };
    }

    private bool IsSwapped(AIContent content) =>
        content is ToolApprovalResponseContent { Approved: true, ToolCall: FunctionCallContent call } response
        && !response.RequestId.EndsWith($".{HashOf(call)}", StringComparison.Ordinal);

    private ChatMessage WithoutSwapped(ChatMessage message)
    {
        var clone = message.Clone();
        clone.Contents = [.. message.Contents.Select(content => IsSwapped(content) ? Rejected((ToolApprovalResponseContent)content) : content)];
        return clone;
    }

    private ToolApprovalResponseContent Rejected(ToolApprovalResponseContent response)
    {
        logger.ApprovedCallSwapped(((FunctionCallContent)response.ToolCall).Name);
        return new ToolApprovalResponseContent(response.RequestId, approved: false, response.ToolCall) { Reason = Swapped };
    }

    private string HashOf(FunctionCallContent call)
    {
        var text = new StringBuilder();
        Add(text, RouteStamp.Read(call) ?? string.Empty);
        Add(text, call.CallId);
        Add(text, call.Name);
        foreach (var (name, value) in call.Arguments?.OrderBy(argument => argument.Key, StringComparer.Ordinal) ?? Enumerable.Empty<KeyValuePair<string, object?>>())
        {
            Add(text, name);
            Add(text, Json(value));
        }

        return hash(Encoding.UTF8.GetBytes(text.ToString()))[..HashLength];
    }

    /// <summary>With its length before it, no part can be taken for two.</summary>
    private static void Add(StringBuilder text, string part) => text.Append(part.Length).Append(':').Append(part);

    private static string Json(object? value) =>
        JsonSerializer.Serialize(value, (JsonTypeInfo<object?>)AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(object)));
}

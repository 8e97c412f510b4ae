using Microsoft.Extensions.AI;

namespace TieredRouting.Fallback;

/// <summary>
/// Shapes what goes to the caller. The provider's response is never changed: a cache or a test may hand the same object
/// out again. So this copies it, puts the bare JSON in place of the text, stamps tool calls, and turns calls that a
/// person must decide into the host's approval requests.
/// </summary>
internal static class ReleasedAnswer
{
    public static ChatResponse Of(RouteRun run, TierEndpoint endpoint, ChatResponse response, CheckedAnswer check)
    {
        var copy = Copy(response);
        copy.ConversationId = ConversationPin.Outward(response.ConversationId, endpoint, run.State.Id);
        if (check.IsStep)
            copy.Messages = [.. response.Messages.Select(message => WithContents(message, Step(run, message.Contents)))];
        else if (check.Json is { } json && response.Text != json)
            copy.Messages = WithText(response.Messages, json);
        if (!check.IsStep && run.Decision.Gates.Count > 0 && response.Holds(IsReasoning))
            copy.Messages = [.. copy.Messages.Select(message => WithContents(message, [.. message.Contents.Where(content => !IsReasoning(content))]))];
        return copy;
    }

    /// <summary>An update for the caller: the provider's own, save for tool calls and conversation ids, which are changed on a copy.</summary>
    public static ChatResponseUpdate Of(RouteRun run, TierEndpoint endpoint, ChatResponseUpdate update)
    {
        var contents = Step(run, update.Contents);
        if (ReferenceEquals(contents, update.Contents) && update.ConversationId is null)
            return update;
        var copy = update.Clone();
        copy.Contents = contents;
        copy.ConversationId = ConversationPin.Outward(update.ConversationId, endpoint, run.State.Id);
        return copy;
    }

    /// <summary>The contents of a step, stamped, and as approval requests where a person must be asked.</summary>
    /// <remarks>Where one call of an answer needs a person, all wait: a host runs the calls of one answer together.</remarks>
    private static IList<AIContent> Step(RouteRun run, IList<AIContent> contents)
    {
        if (!contents.Any(IsCall))
            return contents;
        var asks = run.Decision.Approval && contents.OfType<FunctionCallContent>().Any(run.HasEffect);
        return [.. contents.Select(content => content is FunctionCallContent { InformationalOnly: false } call
            ? Asked(RouteStamp.Stamped(call, run.State.Id), asks)
            : content)];
    }

    /// <summary>Gates judge what an answer says, not how the model got there; what they have not seen stays inside.</summary>
    private static bool IsReasoning(AIContent content) => content is TextReasoningContent;

    private static bool IsCall(AIContent content) => content is FunctionCallContent { InformationalOnly: false };

    private static AIContent Asked(FunctionCallContent call, bool asks) =>
        asks ? new ToolApprovalRequestContent(call.CallId, call) : call;

    private static ChatResponse Copy(ChatResponse response) => new([.. response.Messages])
    {
        ResponseId = response.ResponseId,
        ModelId = response.ModelId,
        CreatedAt = response.CreatedAt,
        FinishReason = response.FinishReason,
        Usage = response.Usage,
        RawRepresentation = response.RawRepresentation,
        AdditionalProperties = response.AdditionalProperties?.Clone(),
    };

    private static ChatMessage WithContents(ChatMessage message, IList<AIContent> contents)
    {
        if (ReferenceEquals(contents, message.Contents))
            return message;
        var clone = message.Clone();
        clone.Contents = contents;
        return clone;
    }

    private static List<ChatMessage> WithText(IList<ChatMessage> messages, string text)
    {
        var copies = messages.Select(message => WithContents(message, [.. message.Contents.Where(content => content is not TextContent)])).ToList();
        copies[^1].Contents.Add(new TextContent(text));
        return copies;
    }
}

using Microsoft.Extensions.AI;
using TieredRouting.Economics;
using TieredRouting.Signals;

namespace TieredRouting.Fallback;

/// <summary>
/// Shapes what goes to the caller. This copies the provider's response, puts the bare JSON in place of the text, stamps tool calls, and turns calls that a
/// person must decide into the host's approval requests.
/// </summary>
internal static class ReleasedAnswer
{
    public static ChatResponse Of(RouteRun run, TierEndpoint endpoint, ChatResponse response, CheckedAnswer check)
    {
        var copy = ResponseCopy.Of(response, response.Messages);
        copy.ConversationId = ConversationPin.Outward(response.ConversationId, endpoint, run.State.Id);
        if (check.Text is { } text && response.Text != text)
            PutText(copy, text);
        if (check.IsStep)
            copy.Messages = Steps(run, copy.Messages);
        if (!check.IsStep && run.Decision.Gates.Count > 0 && response.Holds(IsReasoning))
            DropReasoning(copy);
        for (var i = 0; i < copy.Messages.Count; i++)
            copy.Messages[i] = WithContents(copy.Messages[i], Marked(run, endpoint, copy.Messages[i].Contents));
        return copy;
    }

    /// <summary>An update for the caller: the provider's own, save for tool calls and conversation ids, which are changed on a copy. A token to go on from here stays inside: what comes by it would come without checks.</summary>
    public static ChatResponseUpdate Of(RouteRun run, TierEndpoint endpoint, ChatResponseUpdate update)
    {
        var contents = Marked(run, endpoint, Step(run, update.Contents, update.Contents.Any(content => NeedsPerson(run, content))));
        if (ReferenceEquals(contents, update.Contents) && update is { ConversationId: null, ContinuationToken: null })
            return update;
        var copy = update.Clone();
        copy.Contents = contents;
        copy.ConversationId = ConversationPin.Outward(update.ConversationId, endpoint, run.State.Id);
        copy.ContinuationToken = null;
        return copy;
    }

    /// <summary>Marks the first text of the answer, where it has not been.</summary>
    private static IList<AIContent> Marked(RouteRun run, TierEndpoint endpoint, IList<AIContent> contents)
    {
        for (var i = 0; i < contents.Count && !run.IsMarked; i++)
        {
            if (contents[i] is not TextContent { Text.Length: > 0 } text)
                continue;
            run.IsMarked = true;
            List<AIContent> marked = [.. contents];
            marked[i] = new ConversationMark(run.Contract.Name, endpoint.Tier, endpoint.Name).On(text);
            return marked;
        }

        return contents;
    }

    /// <summary>The messages of a step, stamped, and with approval requests where a person must be asked.</summary>
    /// <remarks>Where one call of an answer needs a person, all wait: a host runs the calls of one answer together.</remarks>
    private static List<ChatMessage> Steps(RouteRun run, IList<ChatMessage> messages)
    {
        var asks = messages.Any(message => message.Contents.Any(content => NeedsPerson(run, content)));
        return [.. messages.Select(message => WithContents(message, Step(run, message.Contents, asks)))];
    }

    private static IList<AIContent> Step(RouteRun run, IList<AIContent> contents, bool asks)
    {
        if (!contents.Any(IsCall))
            return contents;
        run.AsksPerson |= asks;
        return [.. contents.Select(content => content is FunctionCallContent { InformationalOnly: false } call
            ? Asked(RouteStamp.Stamped(call, run.State.Id), asks)
            : content)];
    }

    /// <summary>A call that may change something, where a person decides; and in any case one that nobody declared: it counts as a write.</summary>
    private static bool NeedsPerson(RouteRun run, AIContent content) =>
        content is FunctionCallContent { InformationalOnly: false } call
        && (!run.Decision.Tools.ContainsKey(call.Name) || (run.Decision.Approval && run.HasEffect(call.Name)));

    /// <summary>Gates judge what an answer says, not how the model got there; what they have not seen stays inside.</summary>
    private static bool IsReasoning(AIContent content) => content is TextReasoningContent;

    private static void DropReasoning(ChatResponse copy) =>
        Replace(copy, message => [.. message.Contents.Where(content => !IsReasoning(content))]);

    /// <summary>Puts a text in the place of the model's own: where that began.</summary>
    private static void PutText(ChatResponse copy, string text)
    {
        // An empty text is a content that providers refuse when it comes back to them.
        var first = text.Length == 0 ? null : copy.Messages.SelectMany(message => message.Contents).OfType<TextContent>().First();
        Replace(copy, message => [.. message.Contents
            .Where(content => content is not TextContent || ReferenceEquals(content, first))
            .Select(content => ReferenceEquals(content, first) ? new TextContent(text) : content)]);
    }

    /// <summary>Gives every message other contents. The provider's own object still holds what was taken out, so it stays inside too.</summary>
    private static void Replace(ChatResponse copy, Func<ChatMessage, List<AIContent>> contents)
    {
        copy.RawRepresentation = null;
        copy.Messages = [.. copy.Messages.Select(message => WithContents(message, contents(message)))];
        foreach (var message in copy.Messages)
            message.RawRepresentation = null;
    }

    private static bool IsCall(AIContent content) => content is FunctionCallContent { InformationalOnly: false };

    private static AIContent Asked(FunctionCallContent call, bool asks) =>
        asks ? new ToolApprovalRequestContent(call.CallId, call) : call;

    private static ChatMessage WithContents(ChatMessage message, IList<AIContent> contents)
    {
        if (ReferenceEquals(contents, message.Contents))
            return message;
        var clone = message.Clone();
        clone.Contents = contents;
        return clone;
    }
}

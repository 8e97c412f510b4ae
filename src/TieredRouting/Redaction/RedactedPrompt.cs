using Microsoft.Extensions.AI;
using TieredRouting.Economics;

namespace TieredRouting.Redaction;

/// <summary>What one call sends under a contract that redacts, and how its answer is restored.</summary>
internal sealed class RedactedPrompt : IRestoring
{
    private readonly Placeholders _placeholders;
    private readonly string _endpoint;
    private readonly bool _asksJson;

    private RedactedPrompt(Placeholders placeholders, string endpoint, bool asksJson, IReadOnlyList<ChatMessage> messages) =>
        (_placeholders, _endpoint, _asksJson, Messages) = (placeholders, endpoint, asksJson, messages);

    /// <summary>The messages to send.</summary>
    public IReadOnlyList<ChatMessage> Messages { get; }

    public bool IsComplete { get; private init; }

    public IReadOnlyDictionary<string, int>? Redacted { get; private init; }

    /// <summary>Redacts a prompt.</summary>
    /// <param name="messages">Its messages, which stay as they are.</param>
    /// <param name="options">Its options, which belong to the call and are changed.</param>
    /// <param name="redaction">What the contract redacts.</param>
    /// <param name="placeholders">The placeholders of the request.</param>
    /// <param name="endpoint">Where it goes to.</param>
    /// <param name="recognized">What recognizers found in the request.</param>
    public static RedactedPrompt Of(IReadOnlyList<ChatMessage> messages, ChatOptions options, ContractRedaction redaction, Placeholders placeholders, TierEndpoint endpoint, RecognizedText? recognized = null)
    {
        var text = new PromptText(placeholders, redaction, recognized);
        var reading = new PromptRewriter(text.Take);
        reading.Rewrite(options);
        reading.Rewrite(messages);
        text.Redact();
        var writing = new PromptRewriter(text.Redacted);
        writing.Rewrite(options);
        return new RedactedPrompt(placeholders, endpoint.Name, options.ResponseFormat is ChatResponseFormatJson, writing.Rewrite(messages))
        {
            IsComplete = redaction.TextOnly || !reading.MetUnreadable,
            Redacted = text.Counts,
        };
    }

    public ChatResponse Restore(ChatResponse response)
    {
        Note(response.ConversationId);
        if (_placeholders.IsEmpty)
            return response;
        var messages = response.Messages.Select(Restore).ToList();
        return messages.SequenceEqual(response.Messages) ? response : ResponseCopy.Of(response, messages);
    }

    public IMeteredStream Restore(IMeteredStream stream) => new RestoringStream(stream, new UpdateRestorer(this));

    /// <summary>Notes the conversation that the provider holds, where it does.</summary>
    public void Note(string? conversation)
    {
        if (conversation is not null)
            _placeholders.NoteConversation(new HeldConversation(_endpoint, conversation));
    }

    /// <summary>What restores the contents of one message.</summary>
    public ContentRestorer Restorer() => new(_placeholders, _asksJson);

    private ChatMessage Restore(ChatMessage message)
    {
        var restorer = Restorer();
        var (contents, rest) = (restorer.Restore(message.Contents), restorer.Rest());
        if (ReferenceEquals(contents, message.Contents) && rest.Count == 0)
            return message;
        var copy = message.Clone();
        (copy.Contents, copy.RawRepresentation) = ([.. contents, .. rest], null);
        return copy;
    }
}

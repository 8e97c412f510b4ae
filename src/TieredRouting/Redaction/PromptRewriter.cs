using Microsoft.Extensions.AI;

namespace TieredRouting.Redaction;

/// <summary>Writes the texts of a prompt anew: what the options say, and every message with its author's name.</summary>
internal sealed class PromptRewriter(TextRewriter rewrite)
{
    private readonly ContentRewriter _contents = new(rewrite, sends: true);

    /// <inheritdoc cref="ContentRewriter.MetUnreadable" />
    public bool MetUnreadable => _contents.MetUnreadable;

    /// <summary>Changes options, which belong to one call.</summary>
    public void Rewrite(ChatOptions options)
    {
        options.Instructions = Text(options.Instructions);
        options.AdditionalProperties = _contents.Rewrite(options.AdditionalProperties);
    }

    /// <summary>The messages with other texts; those that stay the same are the caller's own.</summary>
    public IReadOnlyList<ChatMessage> Rewrite(IReadOnlyList<ChatMessage> messages)
    {
        var rewritten = new ChatMessage[messages.Count];
        for (var i = 0; i < rewritten.Length; i++)
            rewritten[i] = Rewrite(messages[i]);
        return rewritten;
    }

    private ChatMessage Rewrite(ChatMessage message)
    {
        var (author, contents, properties) = (Text(message.AuthorName), _contents.Rewrite(message.Contents), _contents.Rewrite(message.AdditionalProperties));
        if (message.RawRepresentation is null && ReferenceEquals(author, message.AuthorName) && ReferenceEquals(contents, message.Contents) && ReferenceEquals(properties, message.AdditionalProperties))
            return message;
        var copy = message.Clone();
        (copy.AuthorName, copy.Contents, copy.AdditionalProperties, copy.RawRepresentation) = (author, contents, properties, null);
        return copy;
    }

    private string? Text(string? text) => text is null ? null : rewrite(text, TextPlace.Text);
}

using Microsoft.Extensions.AI;

namespace TieredRouting.Redaction;

/// <summary>Restores a stream, update by update. What is held back goes on with the update after it, or in one of its own where a message ends.</summary>
internal sealed class UpdateRestorer(RedactedPrompt prompt)
{
    private readonly ContentRestorer _contents = prompt.Restorer();
    private readonly Queue<ChatResponseUpdate> _ready = new();
    private ChatResponseUpdate? _last;

    public void Add(ChatResponseUpdate update)
    {
        prompt.Note(update.ConversationId);
        if (_last is not null && BeginsMessage(update, _last))
            Finish();
        var contents = _contents.Restore(update.Contents);
        if (update.FinishReason is not null && _contents.Rest() is { Count: > 0 } rest)
            contents = [.. contents, .. rest];
        _ready.Enqueue(ReferenceEquals(contents, update.Contents) ? update : With(update, contents));
        _last = update;
    }

    /// <summary>Takes the next update that may go on.</summary>
    public bool TryTake(out ChatResponseUpdate update) => _ready.TryDequeue(out update!);

    /// <summary>Lets go of what is held back: no more comes.</summary>
    public void Finish()
    {
        if (_contents.Rest() is { Count: > 0 } rest)
            _ready.Enqueue(With(_last!, [.. rest]));
    }

    private static bool BeginsMessage(ChatResponseUpdate update, ChatResponseUpdate last) =>
        (update.MessageId is { } id && last.MessageId is { } before && id != before) || (update.Role is { } role && last.Role is { } other && role != other);

    private static ChatResponseUpdate With(ChatResponseUpdate update, IList<AIContent> contents)
    {
        var copy = update.Clone();
        (copy.Contents, copy.RawRepresentation) = (contents, null);
        return copy;
    }
}

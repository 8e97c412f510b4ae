using Microsoft.Extensions.AI;
using TieredRouting.Gates;

namespace TieredRouting.Fallback;

/// <summary>
/// The updates of a stream that have not gone out, in their order. One goes out once the gates have passed all text up to its end; what
/// is no text goes out when the text before it has. Updates are never cut, so holding them back costs no copies.
/// </summary>
/// <param name="window">What judges the text; <see langword="null"/> without gates, and then nothing is held.</param>
/// <param name="offersTools">Whether the answer may be a step, whose reasoning has to come back with its calls: then the gates judge that too, and else it is left out.</param>
internal sealed class HeldUpdates(GateWindow? window, bool offersTools)
{
    private readonly Queue<(ChatResponseUpdate Update, long End)> _held = new();
    private long? _endOfContent;
    private bool _thinking;

    /// <summary>The gates that let no more through, and what they said.</summary>
    public IReadOnlyList<KeyValuePair<string, GateVerdict>> Refusals => window?.Refusals ?? [];

    /// <summary>Whether something to show may go out, or has.</summary>
    public bool HasContent => _endOfContent <= Passed;

    private long Passed => window?.Passed ?? 0;

    public void Add(ChatResponseUpdate update)
    {
        if (window is not null)
            update = Judged(window, update);
        var end = window?.Length ?? 0;
        if (_endOfContent is null && update.Contents.Holds(IsContent))
            _endOfContent = end;
        _held.Enqueue((update, end));
    }

    /// <summary>Takes the next update that may go out.</summary>
    public bool TryTake(out ChatResponseUpdate update)
    {
        var ready = _held.TryPeek(out var next) && next.End <= Passed;
        update = ready ? _held.Dequeue().Update : next.Update;
        return ready;
    }

    /// <summary>Has the rest judged: nothing more comes.</summary>
    public void Finish() => window?.Finish();

    /// <summary>Whether there is anything to show: providers also open a stream with an empty text.</summary>
    private static bool IsContent(AIContent content) =>
        content is not UsageContent && (content is not TextContent { Text: var text } || !string.IsNullOrWhiteSpace(text));

    private ChatResponseUpdate Judged(GateWindow judge, ChatResponseUpdate update)
    {
        if (!offersTools && update.Contents.Holds(IsReasoning))
            update = WithoutReasoning(update);
        for (var i = 0; i < update.Contents.Count; i++)
        {
            if (TextOf(update.Contents[i]) is not { Length: > 0 } text)
                continue;
            // What a model thinks and what it says do not make one word.
            if (_thinking != IsReasoning(update.Contents[i]) && judge.Length > 0)
                judge.Append("\n");
            _thinking = IsReasoning(update.Contents[i]);
            judge.Append(text);
        }

        return update;
    }

    private static string? TextOf(AIContent content) => content is TextContent text ? text.Text : (content as TextReasoningContent)?.Text;

    private static bool IsReasoning(AIContent content) => content is TextReasoningContent;

    private static ChatResponseUpdate WithoutReasoning(ChatResponseUpdate update)
    {
        var copy = update.Clone();
        copy.Contents = [.. update.Contents.Where(content => !IsReasoning(content))];
        copy.RawRepresentation = null;
        return copy;
    }
}

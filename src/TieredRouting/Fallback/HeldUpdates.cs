using Microsoft.Extensions.AI;
using TieredRouting.Gates;

namespace TieredRouting.Fallback;

/// <summary>
/// The updates of a stream that have not gone out, in their order. One goes out once the gates have passed all up to its end, of what is said and of what is
/// thought; what is neither goes out when what is before it has. Tool calls, and all that comes after the first, wait for the end: until then they may be cut off, and a host
/// makes what it gets. Updates are never cut, so holding them back costs no copies.
/// </summary>
/// <param name="said">What judges the text; <see langword="null"/> without gates, and then only tool calls are held.</param>
/// <param name="thought">
/// What judges a model's thoughts beside it, where the answer may be a step: those have to come back with its calls. <see langword="null"/> to leave them out. They are apart from the text,
/// since neither may cut a finding of the other in two.
/// </param>
internal sealed class HeldUpdates(GateWindow? said, GateWindow? thought)
{
    private readonly Queue<Held> _held = new();
    private Held? _firstContent;
    private bool _calls;
    private bool _callsMayGo;

    /// <summary>Whether a gate lets no more through.</summary>
    public bool Refuses => said?.Refuses == true || thought?.Refuses == true;

    /// <summary>The gates that let no more through, and what they said.</summary>
    public IEnumerable<KeyValuePair<string, GateVerdict>> Refusals => (said?.Refusals ?? []).Concat(thought?.Refusals ?? []).DistinctBy(refusal => refusal.Key);

    /// <summary>Whether something to show may go out, or has.</summary>
    public bool HasContent => _firstContent is { } first && HasPassed(first);

    /// <summary>Whether a gate had anything to look at.</summary>
    public bool ShowsGates => said?.Length > 0 || thought?.Length > 0;

    public void Add(ChatResponseUpdate update)
    {
        if (said is not null)
            update = Judged(said, update);
        _calls |= update.Contents.Holds(RouteStamp.IsStep);
        var held = new Held(update, said?.Length ?? 0, thought?.Length ?? 0, _calls);
        if (_firstContent is null && update.Contents.Holds(IsContent))
            _firstContent = held;
        _held.Enqueue(held);
    }

    /// <summary>Takes the next update that may go out.</summary>
    public bool TryTake(out ChatResponseUpdate update)
    {
        var ready = _held.TryPeek(out var next) && HasPassed(next);
        update = ready ? _held.Dequeue().Update : next.Update;
        return ready;
    }

    /// <summary>Has the rest judged: nothing more comes.</summary>
    public void Finish()
    {
        said?.Finish();
        thought?.Finish();
    }

    /// <summary>Lets tool calls go out: the answer has come whole, and is fine.</summary>
    public void LetCallsGo() => _callsMayGo = true;

    private bool HasPassed(Held held) => (_callsMayGo || !held.AfterCall) && held.Said <= (said?.Passed ?? 0) && held.Thought <= (thought?.Passed ?? 0);

    /// <summary>Whether there is anything to show: providers also open a stream with an empty text.</summary>
    private static bool IsContent(AIContent content) =>
        content is not UsageContent && (content is not TextContent { Text: var text } || !string.IsNullOrWhiteSpace(text));

    private ChatResponseUpdate Judged(GateWindow text, ChatResponseUpdate update)
    {
        if (thought is null && update.Contents.Holds(IsReasoning))
            update = WithoutReasoning(update);
        for (var i = 0; i < update.Contents.Count; i++)
            Judge(text, update.Contents[i]);
        return update;
    }

    /// <summary>What goes on after a thought does not wait until the model thinks again.</summary>
    private void Judge(GateWindow text, AIContent content)
    {
        if (content is TextReasoningContent reasoning)
            thought?.Append(reasoning.Text);
        else if (IsContent(content))
            thought?.Pause();
        if (content is TextContent { Text: var words })
            text.Append(words);
    }

    private static bool IsReasoning(AIContent content) => content is TextReasoningContent;

    private static ChatResponseUpdate WithoutReasoning(ChatResponseUpdate update)
    {
        var copy = update.Clone();
        copy.Contents = [.. update.Contents.Where(content => !IsReasoning(content))];
        copy.RawRepresentation = null;
        return copy;
    }

    /// <summary>An update, where it ends in the text and in the thoughts, and whether it is a tool call or comes after one.</summary>
    private readonly record struct Held(ChatResponseUpdate Update, long Said, long Thought, bool AfterCall);
}

using Microsoft.Extensions.AI;
using TieredRouting.Validation;

namespace TieredRouting.Fallback;

/// <summary>What is noticed of an answer while it streams; what a whole answer is checked for, as far as it can be seen in passing.</summary>
internal sealed class StreamNotes(RouteRun run, TierEndpoint endpoint, int? outputLimit)
{
    private readonly char[] _head = new char[AnswerHead.MaxLength];
    private List<FunctionCallContent>? _calls;
    private int _headLength;
    private ChatFinishReason? _finish;
    private bool _refused;
    private bool _answers;

    /// <summary>Whether it asks for tool calls.</summary>
    public bool IsStep { get; private set; }

    /// <summary>What makes it no answer, or <see langword="null"/>.</summary>
    public string? Error { get; private set; }

    /// <summary>What is wrong with it all the same.</summary>
    public Trigger? Flaw =>
        _refused || (!IsStep && RefusalText.IsRefusal(_head.AsSpan(0, _headLength))) ? Trigger.Refusal
        : AnswerChecks.IsCutOff(run, _finish, outputLimit, IsStep) ? Trigger.Truncated
        : null;

    public void Take(ChatResponseUpdate update)
    {
        _finish = update.FinishReason ?? _finish;
        _refused |= update.FinishReason == ChatFinishReason.ContentFilter;
        for (var i = 0; i < update.Contents.Count; i++)
            Take(update.Contents[i]);
    }

    /// <summary>Notes what only the end shows: that nothing was said, or that it ends in the middle.</summary>
    public void End()
    {
        if (Error is null && _finish is null && FinishReasons.AreGivenBy(endpoint))
            Error = StreamEnd.Unfinished;
        else if (Error is null && !_answers && !IsStep && Flaw is null)
            Error = StreamEnd.Empty;
        else if (Error is null && _calls is not null && RepeatedCalls.Stall(run.Messages, run.State.Id, _calls))
            Error = StreamEnd.RepeatedCall;
    }

    /// <summary>Notes that a gate refused it.</summary>
    public void Gated() => Error ??= StreamEnd.Gate;

    private void Take(AIContent content)
    {
        IsStep |= RouteStamp.IsStep(content);
        _refused |= AnswerChecks.IsRefusal(content);
        _answers |= AnswerChecks.IsAnswer(content);
        if (content is FunctionCallContent call)
            (_calls ??= []).Add(call);
        if (AnswerChecks.IsError(content))
            Error = StreamEnd.ErrorContent;
        else if (AnswerChecks.IsForbidden(run, content))
            Error ??= StreamEnd.ForbiddenTool;
        else if (content is TextContent { Text: { Length: > 0 } text })
            TakeHead(text);
    }

    private void TakeHead(ReadOnlySpan<char> text)
    {
        var part = text[..Math.Min(text.Length, _head.Length - _headLength)];
        part.CopyTo(_head.AsSpan(_headLength));
        _headLength += part.Length;
    }
}

namespace TieredRouting.Fallback;

/// <summary>How an answer that streamed ended, as far as it was seen in passing.</summary>
/// <param name="Flaw">What is wrong with an answer whatever else happened: it was cut off, filtered or refused.</param>
/// <param name="Error">What makes it no answer, or <see langword="null"/>.</param>
/// <param name="Gates">What each gate said of it; <see langword="null"/> where none said anything.</param>
/// <param name="Abandoned">Whether the caller stopped reading before the end.</param>
internal readonly record struct StreamEnd(Trigger? Flaw, string? Error, IReadOnlyDictionary<string, GateVerdict>? Gates, bool Abandoned)
{
    /// <summary>It holds a content that is an error.</summary>
    public const string ErrorContent = "errorContent";

    /// <summary>It calls a tool which was not offered.</summary>
    public const string ForbiddenTool = "forbiddenTool";

    /// <summary>A gate refused it.</summary>
    public const string Gate = "gate";

    /// <summary>It says nothing.</summary>
    public const string Empty = "empty";

    /// <summary>It stops without saying why, on a wire that always says so.</summary>
    public const string Unfinished = "unfinished";

    /// <summary>More of it did not come in time.</summary>
    public const string Stalled = "stalled";

    /// <summary>It asks for the same tool call for the third time in a row.</summary>
    public const string RepeatedCall = "repeatedCall";

    /// <summary>What the error is in the words of the plan.</summary>
    public Trigger Trigger => Flaw == Trigger.Refusal ? Trigger.Refusal : Error switch
    {
        Gate or ForbiddenTool => Trigger.GateFailure,
        Unfinished => Trigger.Truncated,
        RepeatedCall => Trigger.Stalled,
        null when Flaw is { } flaw => flaw,
        _ => Trigger.ProviderError,
    };

    /// <summary>The rules it broke, where it is known.</summary>
    public IReadOnlyList<AnswerViolation> Violations => Error switch
    {
        ForbiddenTool => AnswerChecks.NotOffered,
        RepeatedCall => AnswerChecks.Repeats,
        _ => Gates is null ? [] : GateChecks.Refusals(Gates),
    };

    /// <summary>What the record calls the error: what a gate refused, or a loop that goes nowhere, has none of its own.</summary>
    public string? RecordedError => Error is Gate or RepeatedCall || Flaw == Trigger.Refusal && Error == ErrorContent ? null : Error;

    /// <summary>The error that another endpoint may not have.</summary>
    public ErrorKind? Kind => Error switch
    {
        ErrorContent when Flaw != Trigger.Refusal => ErrorKind.ServerError,
        Empty => ErrorKind.ServerError,
        Unfinished => ErrorKind.Network,
        _ => null,
    };
}

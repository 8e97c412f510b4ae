using TieredRouting.Testing;

namespace TieredRouting.Evaluation;

/// <summary>An answer as a recording's line holds it; anything may be missing until it is checked.</summary>
internal sealed record AnswerLine
{
    private static readonly double LongestLatency = TimeSpan.FromDays(1).TotalMilliseconds;

    public string? Text { get; init; }

    public bool? Correct { get; init; }

    public int? InputTokens { get; init; }

    public int? OutputTokens { get; init; }

    public double? LatencyMs { get; init; }

    /// <summary>The answer, once it is checked.</summary>
    public RecordedAnswer ToAnswer() => new(Text!, Correct!.Value, InputTokens!.Value, OutputTokens!.Value, LatencyMs);

    /// <summary>What is wrong with it, said of the place where it stands; <see langword="null"/> where nothing is.</summary>
    public string? FlawAt(string place) => this switch
    {
        { Text: null } => $"{place} has no 'text'",
        { Correct: null } => $"{place} has no 'correct'",
        { InputTokens: null } => $"{place} has no 'inputTokens'",
        { OutputTokens: null } => $"{place} has no 'outputTokens'",
        { InputTokens: < 0 } => $"{place}.inputTokens is below zero",
        { OutputTokens: < 0 } => $"{place}.outputTokens is below zero",
        { LatencyMs: { } latency } when !(latency >= 0 && latency <= LongestLatency) => $"{place}.latencyMs does not lie between 0 and a day",
        _ => null,
    };
}

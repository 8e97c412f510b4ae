using TieredRouting.Testing;

namespace TieredRouting.Evaluation;

/// <summary>A recording as a line of a file holds it: a request, and what endpoints really answered to it.</summary>
internal sealed record RecordingLine : RequestLine
{
    private const int Version = 1;

    private static readonly double LongestLatency = TimeSpan.FromDays(1).TotalMilliseconds;

    /// <summary>The version of the format; 1 where nothing is said.</summary>
    public int? V { get; init; }

    public string? Cohort { get; init; }

    public string? Workflow { get; init; }

    /// <summary>The answers of each endpoint, in the order they were given.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<RecordedAnswer>>? Answers { get; init; }

    /// <summary>The request with all that the recording states as facts.</summary>
    public RequestLine WithFacts() => this with
    {
        Facts = (Facts ?? new FactsLine()) with { Cohort = Cohort ?? Facts?.Cohort, Workflow = Workflow ?? Facts?.Workflow },
    };

    /// <exception cref="FormatException">Something of the line does not fit; the message says what.</exception>
    public void Check()
    {
        if (V is { } version and not Version)
            throw new FormatException($"is of version {version}; version {Version} is read here");
        if (Answers is not { Count: > 0 } all)
            throw new FormatException("has no 'answers'");
        foreach (var (endpoint, answers) in all)
        {
            if (answers is null || answers.Count == 0 || answers.Any(answer => !IsUsable(answer)))
                throw new FormatException($"has for '{endpoint}' no answer, or one that is null or has tokens below zero or a latency not between 0 and a day");
        }
    }

    private static bool IsUsable(RecordedAnswer? answer) =>
        answer is { InputTokens: >= 0, OutputTokens: >= 0 } && (answer.LatencyMs is not { } latency || (latency >= 0 && latency <= LongestLatency));
}

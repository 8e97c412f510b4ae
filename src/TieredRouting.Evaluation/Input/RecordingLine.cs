using System.Globalization;
using TieredRouting.Testing;

namespace TieredRouting.Evaluation;

/// <summary>A recording as a line of a file holds it: a request, and what endpoints really answered to it.</summary>
internal sealed record RecordingLine : RequestLine
{
    private const int Version = 1;

    /// <summary>The version of the format; 1 where nothing is said.</summary>
    public int? V { get; init; }

    public string? Cohort { get; init; }

    public string? Workflow { get; init; }

    /// <summary>What all recordings of one question share, where a question was asked more than once.</summary>
    public string? Group { get; init; }

    /// <summary>Whether the request is to be refused, or <see langword="null"/> where nobody says.</summary>
    public bool? Refuse { get; init; }

    /// <summary>The answers of each endpoint, in the order they were given.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<AnswerLine?>?>? Answers { get; init; }

    /// <summary>Reads the recording of a line, checks it whole, and notes its id.</summary>
    /// <exception cref="InputException">The line is no JSON.</exception>
    /// <exception cref="FormatException">Something of the line does not fit; the message says what.</exception>
    /// <exception cref="RepeatedIdException">The id was seen on another line.</exception>
    public static RecordingLine Read(JsonLines lines, int number, string line, SeenIds seen)
    {
        var recording = lines.Parse(number, line, EvaluationJsonContext.Default.RecordingLine);
        recording.Check();
        if (string.IsNullOrEmpty(recording.Id))
            throw new FormatException("has no 'id'");
        seen.Add(recording.Id, number);
        return recording;
    }

    /// <summary>The request with all that the recording states as facts.</summary>
    public RequestLine WithFacts() => this with
    {
        Facts = (Facts ?? new FactsLine()) with { Cohort = Cohort ?? Facts?.Cohort, Workflow = Workflow ?? Facts?.Workflow },
    };

    /// <summary>What an endpoint answered to a call, the first being 0; the last answer repeats.</summary>
    public RecordedAnswer? Answer(string endpoint, int call) =>
        Answers!.TryGetValue(endpoint, out var answers) ? answers![Math.Min(call, answers.Count - 1)]!.ToAnswer() : null;

    /// <summary>The share of right answers among those of an endpoint that were judged; <see langword="null"/> where none was.</summary>
    public double? SuccessOf(string endpoint) => Answers!.GetValueOrDefault(endpoint)?.Average(answer => answer?.Correct is { } correct ? correct ? 1.0 : 0.0 : null);

    /// <exception cref="FormatException">Something of the line does not fit; the message says what.</exception>
    public void Check()
    {
        CheckHead();
        foreach (var (endpoint, answers) in Answers!)
        {
            if (FlawOf($"answers.{endpoint}", answers) is { } flaw)
                throw new FormatException(flaw);
        }
    }

    /// <summary>Checks all but the answers.</summary>
    /// <exception cref="FormatException">Something of the line does not fit; the message says what.</exception>
    public void CheckHead()
    {
        if (V is { } version and not Version)
            throw new FormatException($"is of version {version}; version {Version} is read here{(version > Version ? ": a later version of the tool reads it" : string.Empty)}");
        if (Answers is not { Count: > 0 })
            throw new FormatException("has no 'answers'");
    }

    private static string? FlawOf(string place, IReadOnlyList<AnswerLine?>? answers) => answers is not { Count: > 0 }
        ? $"{place} holds no answer"
        : answers.Select((answer, index) => FlawOf(string.Create(CultureInfo.InvariantCulture, $"{place}[{index}]"), answer)).FirstOrDefault(flaw => flaw is not null);

    private static string? FlawOf(string place, AnswerLine? answer) => answer is null ? $"{place} is null" : answer.FlawAt(place);
}

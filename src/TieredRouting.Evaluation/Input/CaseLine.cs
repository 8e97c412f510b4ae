namespace TieredRouting.Evaluation;

/// <summary>A hand-written case as a line of a file holds it: a request, and what must become of it.</summary>
internal sealed record CaseLine : RequestLine
{
    /// <summary>The class that the decision must have, or <see langword="null"/>.</summary>
    public string? Class { get; init; }

    public ExpectationLine? Expect { get; init; }
}

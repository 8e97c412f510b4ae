using System.Text.Json.Serialization;

namespace TieredRouting.Evaluation;

/// <summary>What must become of a case. An expectation nobody knows is refused: it would always hold.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ExpectationLine
{
    /// <summary>The tier that the decision starts at.</summary>
    public string? StartTier { get; init; }

    /// <summary>The tier that answered last.</summary>
    public string? FinalTier { get; init; }

    public bool? Escalates { get; init; }

    /// <summary>Whether the decision asks a person.</summary>
    public bool? Approval { get; init; }

    public string? Outcome { get; init; }

    /// <summary>Whether the last answer keeps its schema.</summary>
    public bool? SchemaValid { get; init; }
}

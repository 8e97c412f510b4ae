using System.Text.Json;
using System.Text.Json.Serialization;

namespace TieredRouting.Evaluation;

/// <summary>What must become of a case. An expectation nobody knows is refused: it would always hold.</summary>
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

    /// <summary>Whether no answer comes, because the model said no or a gate did.</summary>
    public bool? Refused { get; init; }

    /// <summary>What stands there and is no expectation.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    /// <exception cref="FormatException">An expectation is not known.</exception>
    public void Check()
    {
        if (Others?.Keys.FirstOrDefault() is { } unknown)
            throw new FormatException($"expect.{unknown} is not known; known: {string.Join(", ", Known)}");
    }

    private static IEnumerable<string> Known =>
        EvaluationJsonContext.Default.ExpectationLine.Properties.Where(property => !property.IsExtensionData).Select(property => property.Name);
}

using System.Text.Json.Serialization;

namespace TieredRouting.Evaluation;

/// <summary>What came of one request: all that a report needs of it, and nothing of its text.</summary>
internal sealed record RequestResult
{
    public required string Id { get; init; }

    public required string Contract { get; init; }

    public string? Cohort { get; init; }

    public string? Workflow { get; init; }

    public required WorkClass Class { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>The tier that answered last, or <see langword="null"/> when none was called.</summary>
    public string? Tier { get; init; }

    /// <summary>Whether a right answer was released; for a case, whether all that is expected of it holds.</summary>
    public required bool Correct { get; init; }

    /// <summary>Whether the answer is right, or the draft that is held.</summary>
    [JsonIgnore]
    public bool IsRight { get; init; }

    public required bool Escalated { get; init; }

    /// <summary>Whether an answer of risk work went out that no person was asked about.</summary>
    public required bool Unasked { get; init; }

    /// <summary>Whether the decision asks a person, and nothing that needed one went out without.</summary>
    public required bool Asked { get; init; }

    /// <summary>Whether an answer went out that a gate had refused, or could not judge.</summary>
    public required bool Ungated { get; init; }

    /// <summary>How many of its answers a schema looked at.</summary>
    public int SchemaAnswers { get; init; }

    /// <summary>How many of them kept it.</summary>
    public int SchemaKept { get; init; }

    /// <summary>Whether the gate passed that holds answers to their sources; <see langword="null"/> where it judged none.</summary>
    public bool? Grounded { get; init; }

    /// <summary>Whether it was refused where it is to be, and not where it is not; <see langword="null"/> where no label says.</summary>
    public bool? RefusedRightly { get; init; }

    /// <summary>Whether it ended because no attempt was left.</summary>
    public bool Exhausted { get; init; }

    /// <summary>How long it took, in ticks of 100 nanoseconds.</summary>
    public required long Ticks { get; init; }

    public required IReadOnlyList<AttemptOutcome> Attempts { get; init; }

    /// <summary>What each tier's first endpoint answers when it is simply believed, by the tier; without the tiers that are not recorded.</summary>
    public IReadOnlyDictionary<string, BaselineAnswer> Baselines { get; init; } = None;

    [JsonIgnore]
    public bool Released => Outcome == Outcome.Released;

    [JsonIgnore]
    public decimal Cost => Attempts.Sum(attempt => attempt.Cost);

    private static readonly Dictionary<string, BaselineAnswer> None = [];
}

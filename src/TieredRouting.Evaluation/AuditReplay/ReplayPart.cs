using System.Text.Json.Serialization;

namespace TieredRouting.Evaluation;

/// <summary>What would change for one contract, or one cohort of it. Immutable.</summary>
public sealed record ReplayPart
{
    private static readonly Dictionary<string, int> Nothing = [];

    /// <summary>How many client calls are on record.</summary>
    public int Requests { get; init; }

    /// <summary>How many of them would be decided otherwise.</summary>
    public int Changed { get; init; }

    /// <summary>How many would start on another tier, as <c>nano→mini</c>.</summary>
    public IReadOnlyDictionary<string, int> Tier { get; init; } = Nothing;

    /// <summary>For how many a person would be asked, or no longer.</summary>
    public ReplayShift Approval { get; init; } = new(0, 0);

    /// <summary>The gates that would be required, or no longer.</summary>
    public ReplayGates Gates { get; init; } = new(Nothing, Nothing);

    /// <summary>What the requests cost, and would cost.</summary>
    public ReplayCost EstimatedCost { get; init; } = new();

    /// <summary>How many requests did not succeed, and would not.</summary>
    public ReplayFailures EstimatedFailures { get; init; } = new();

    /// <summary>How many no evidence covers.</summary>
    public int Uncovered { get; init; }

    /// <summary>Each cohort's part, sorted by name; <see langword="null"/> for a cohort. Requests that state none are in none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, ReplayPart>? ByCohort { get; init; }
}

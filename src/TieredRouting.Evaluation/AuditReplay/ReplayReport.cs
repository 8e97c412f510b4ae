using System.Text.Json.Serialization;

namespace TieredRouting.Evaluation;

/// <summary>What would change if a candidate configuration decided what is on record: the JSON of <c>tiered-routing replay</c>. Immutable.</summary>
public sealed record ReplayReport
{
    private static readonly Dictionary<string, int> Nothing = [];
    private static readonly Dictionary<string, ReplayPart> NoParts = [];

    /// <summary>How many client calls are on record; events are none.</summary>
    public int Requests { get; init; }

    /// <summary>How many of them would be decided otherwise: another tier, floor, class, lane or approval, or other gates.</summary>
    public int Changed { get; init; }

    /// <summary>How many would start on another tier, as <c>nano→mini</c>; <c>none</c> stands for no tier at all.</summary>
    public IReadOnlyDictionary<string, int> Tier { get; init; } = Nothing;

    /// <summary>For how many a person would be asked, or no longer.</summary>
    public ReplayShift Approval { get; init; } = new(0, 0);

    /// <summary>The gates that would be required, or no longer, with the number of requests.</summary>
    public ReplayGates Gates { get; init; } = new(Nothing, Nothing);

    /// <summary>What the requests cost, and would cost.</summary>
    public ReplayCost EstimatedCost { get; init; } = new();

    /// <summary>How many requests did not succeed, and would not.</summary>
    public ReplayFailures EstimatedFailures { get; init; } = new();

    /// <summary>
    /// The ids of requests that cannot be judged, in the order of the file: their contract is not there, or they would start on a tier on which no request of their contract and cohort
    /// started. An id of more than 255 bytes is cut.
    /// </summary>
    public IReadOnlyCollection<string> Uncovered { get; init; } = [];

    /// <summary>How many would have another floor, as <c>nano→mini</c>.</summary>
    public IReadOnlyDictionary<string, int> Floor { get; init; } = Nothing;

    /// <summary>How many would be of another class, as <c>T0→T1</c>.</summary>
    public IReadOnlyDictionary<string, int> Class { get; init; } = Nothing;

    /// <summary>How many would go another lane, as <c>standard→sensitive</c>.</summary>
    public IReadOnlyDictionary<string, int> Lane { get; init; } = Nothing;

    /// <summary>Each contract's part, sorted by name; those that the candidate does not have are in none.</summary>
    public IReadOnlyDictionary<string, ReplayPart> ByContract { get; init; } = NoParts;

    /// <summary>The contracts that the candidate does not have, with the number of their requests.</summary>
    public IReadOnlyDictionary<string, int> MissingContracts { get; init; } = Nothing;

    /// <summary>The rules that gave reasons then and that the candidate does not have, with the number of requests.</summary>
    public IReadOnlyDictionary<string, int> MissingRules { get; init; } = Nothing;

    /// <summary>How many lines are events, which are no requests.</summary>
    public int Events { get; init; }

    /// <summary>How many lines could not be used.</summary>
    public int Unusable { get; init; }

    /// <summary>What was wrong with the lines that could not be used, one line each, up to 20.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>What is to be known of the figures.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Notes { get; init; } = [];
}

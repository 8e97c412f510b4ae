using System.Text.Json;
using System.Text.Json.Serialization;

namespace TieredRouting.Evaluation;

/// <summary>What routing came to on a set of requests: the JSON report of <c>tiered-routing eval</c>. Immutable. Money is in the ladder's currency.</summary>
public sealed record EvalReport : PartFigures
{
    /// <summary>The share of the cost that is estimated since a call reported no usage, from 0 to 1; 0 where nothing was spent.</summary>
    public double EstimatedShare { get; init; }

    /// <summary>How many attempts were made; the passes of one check are one.</summary>
    public int Attempts { get; init; }

    /// <summary>How many requests wait for a person without a draft.</summary>
    public int HumanReview { get; init; }

    /// <summary>How many requests got no answer because their contract allowed none.</summary>
    public int FailedClosed { get; init; }

    /// <summary>How many requests ended in an error that no attempt could mend.</summary>
    public int Failed { get; init; }

    /// <summary>How many requests were cancelled.</summary>
    public int Cancelled { get; init; }

    /// <summary>How many attempts each trigger rejected, by its wire name; of <c>exhausted</c>, how many requests no attempt was left for.</summary>
    public IReadOnlyDictionary<string, int> Triggers { get; init; } = new Dictionary<string, int>();

    /// <summary>Each contract's part, sorted by name.</summary>
    public IReadOnlyDictionary<string, PartFigures> ByContract { get; init; } = new Dictionary<string, PartFigures>();

    /// <summary>The requests of each class.</summary>
    public IReadOnlyDictionary<string, ClassFigures> ByClass { get; init; } = new Dictionary<string, ClassFigures>();

    /// <summary>Each tier's part, in the ladder's order.</summary>
    public IReadOnlyDictionary<string, TierFigures> ByTier { get; init; } = new Dictionary<string, TierFigures>();

    /// <summary>Each cohort's part, sorted by name. Requests without a cohort are in none.</summary>
    public IReadOnlyDictionary<string, PartFigures> ByCohort { get; init; } = new Dictionary<string, PartFigures>();

    /// <summary>Each workflow's part, sorted by name. Requests without a workflow are in none.</summary>
    public IReadOnlyDictionary<string, WorkflowFigures> ByWorkflow { get; init; } = new Dictionary<string, WorkflowFigures>();

    /// <summary>What calling one tier's first endpoint once for every request, and believing it, would come to: <c>always:TIER</c>.</summary>
    public IReadOnlyDictionary<string, BaselineFigures> Baselines { get; init; } = new Dictionary<string, BaselineFigures>();

    /// <summary>The ids of the requests without a right released answer, sorted; <see langword="null"/> (and left out of the JSON) where there are more than 100,000.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Wrong { get; init; }

    /// <summary>Stands for all ids that were asked, in any order: reports with the same one are about the same requests, and a baseline's gate compares them one by one.</summary>
    public string? RequestIds { get; init; }

    /// <summary>What came of each gate, or <see langword="null"/> (and left out of the JSON) where none was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ReportVerdict>? Gates { get; init; }

    /// <summary>Writes the report as <c>tiered-routing eval --json</c> does: what a later evaluation's gate <c>baseline</c> compares with.</summary>
    /// <param name="stream">Takes it; it is left open.</param>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, this, EvalReportJsonContext.Default.EvalReport);
    }
}

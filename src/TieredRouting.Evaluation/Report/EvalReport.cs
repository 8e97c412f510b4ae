using System.Text.Json.Serialization;

namespace TieredRouting.Evaluation;

/// <summary>What routing came to on a set of requests: the JSON report of <c>tiered-routing eval</c>. Immutable. Money is in the ladder's currency.</summary>
public sealed record EvalReport
{
    /// <summary>How many requests were asked.</summary>
    public int Requests { get; init; }

    /// <summary>How many answers went to the caller.</summary>
    public int Released { get; init; }

    /// <summary>How many right answers were released; for cases, how many did all that was expected of them.</summary>
    public int Correct { get; init; }

    /// <summary>Correct ÷ requests.</summary>
    public double Accuracy { get; init; }

    /// <summary>All that was spent, failed and losing attempts included.</summary>
    public decimal Cost { get; init; }

    /// <summary>Cost ÷ correct, or <see langword="null"/> when nothing succeeded.</summary>
    public decimal? CostPerSuccess { get; init; }

    /// <summary>The share of the cost that is estimated since a call reported no usage, from 0 to 1; 0 where nothing was spent.</summary>
    public double EstimatedShare { get; init; }

    /// <summary>How many attempts were made; the passes of one check are one.</summary>
    public int Attempts { get; init; }

    /// <summary>How many requests went to a higher tier than they had begun on.</summary>
    public int Escalated { get; init; }

    /// <summary>Escalated ÷ requests.</summary>
    public double EscalationRate { get; init; }

    /// <summary>How many wrong answers were released without having been escalated.</summary>
    public int SilentFailures { get; init; }

    /// <summary>Silent failures ÷ released; 0 where nothing was released.</summary>
    public double SilentFailureRate { get; init; }

    /// <summary>How many answers were released that a gate had refused or could not judge, or of risk work (T2) that no person was asked about. Must be 0.</summary>
    public int PolicyViolations { get; init; }

    /// <summary>How many drafts wait for a person.</summary>
    public int HeldForApproval { get; init; }

    /// <summary>How many requests wait for a person without a draft.</summary>
    public int HumanReview { get; init; }

    /// <summary>How many requests got no answer because their contract allowed none.</summary>
    public int FailedClosed { get; init; }

    /// <summary>How many requests ended in an error that no attempt could mend.</summary>
    public int Failed { get; init; }

    /// <summary>How many requests were cancelled.</summary>
    public int Cancelled { get; init; }

    /// <summary>How long requests took, in milliseconds, whatever came of them.</summary>
    public LatencyFigures LatencyMs { get; init; } = new();

    /// <summary>How many attempts each trigger rejected, by its wire name; of <c>exhausted</c>, how many requests no attempt was left for.</summary>
    public IReadOnlyDictionary<string, int> Triggers { get; init; } = new Dictionary<string, int>();

    /// <summary>The requests of each class.</summary>
    public IReadOnlyDictionary<string, ClassFigures> ByClass { get; init; } = new Dictionary<string, ClassFigures>();

    /// <summary>Each tier's part, in the ladder's order.</summary>
    public IReadOnlyDictionary<string, TierFigures> ByTier { get; init; } = new Dictionary<string, TierFigures>();

    /// <summary>Each cohort's part, sorted by name. Requests without a cohort are in none.</summary>
    public IReadOnlyDictionary<string, CohortFigures> ByCohort { get; init; } = new Dictionary<string, CohortFigures>();

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
}

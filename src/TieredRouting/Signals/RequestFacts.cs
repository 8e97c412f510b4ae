namespace TieredRouting;

/// <summary>What the caller states about a request. Facts are taken as stated; they can raise requirements and never lower them.</summary>
public sealed record RequestFacts
{
    /// <summary>No fact at all.</summary>
    public static RequestFacts None { get; } = new();

    /// <summary>How many people the effect reaches.</summary>
    public long? Recipients { get; init; }

    /// <summary>How many records the effect touches.</summary>
    public long? Records { get; init; }

    /// <summary>How much money the effect moves, in currency.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The user's tier, in the caller's own words.</summary>
    public string? UserTier { get; init; }

    /// <summary>How well retrieval went, from 0 to 1.</summary>
    public double? RetrievalConfidence { get; init; }

    /// <summary>The segment of traffic that evidence is kept for.</summary>
    public string? Cohort { get; init; }

    /// <summary>The surface the answer is for, such as <c>chat</c>.</summary>
    public string? Surface { get; init; }

    /// <summary>The workflow this request is a step of.</summary>
    public string? Workflow { get; init; }

    /// <summary>The step within the workflow.</summary>
    public string? Step { get; init; }

    /// <summary>The market the answer is for, such as <c>de</c>.</summary>
    public string? Market { get; init; }

    /// <summary>What stands for the user: a keyed hash of the id that the caller stated, never the id.</summary>
    public string? User { get; init; }

    /// <summary>What stands for the tenant: a keyed hash of the id that the caller stated, never the id.</summary>
    public string? Tenant { get; init; }
}

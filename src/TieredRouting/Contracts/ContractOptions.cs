using System.Text.Json;

namespace TieredRouting;

/// <summary>What was declared of one contract, before it is checked and built.</summary>
internal sealed class ContractOptions
{
    public string? Owner { get; set; }

    public TaskIntent? Intent { get; set; }

    public string? StartTier { get; set; }

    public string? MinTier { get; set; }

    public string? MaxTier { get; set; }

    public UnroutableAction Unroutable { get; set; }

    public int? MaxOutputTokens { get; set; }

    /// <summary>The schema that answers must satisfy.</summary>
    public JsonElement? Schema { get; set; }

    /// <summary>For a typed contract, the schema that the host's typed call sends; the same contract in other words.</summary>
    public JsonElement? SentSchema { get; set; }

    public Dictionary<string, LatencyBudget> Latency { get; } = new(StringComparer.OrdinalIgnoreCase);

    public RiskProfile Risk { get; set; } = new();

    public QualityBar? Quality { get; set; }

    public FallbackOptions Fallback { get; } = new();

    public List<string> Gates { get; } = [];

    public List<string> Residency { get; } = [];

    public ApprovalMode Approval { get; set; }

    public List<string> RoutineTools { get; } = [];

    public BlastRadiusLimits BlastRadius { get; set; } = new();

    public ContractPrompt Prompt { get; set; } = new();
}

using System.Text.Json;
using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>What was declared of one contract, before it is checked and built. Names are sorted, so that the order in which they were written never shows.</summary>
internal sealed class ContractOptions
{
    public string? Owner { get; set; }

    public TaskIntent? Intent { get; set; }

    /// <summary>How the start is chosen.</summary>
    public StartMode Start { get; set; }

    public string? StartTier { get; set; }

    public string? MinTier { get; set; }

    public string? MaxTier { get; set; }

    public UnroutableAction Unroutable { get; set; }

    public int? MaxOutputTokens { get; set; }

    /// <summary>The schema that answers must satisfy.</summary>
    public JsonElement? Schema { get; set; }

    /// <summary>For a typed contract, the schema that the host's typed call sends; the same contract in other words.</summary>
    public JsonElement? SentSchema { get; set; }

    public AnswerReading Reading { get; set; }

    public ConfidenceCheck? Confidence { get; set; }

    public DisagreementCheck? Disagreement { get; set; }

    /// <summary>The thresholds that were certified, or <see langword="null"/> where none were.</summary>
    public List<CertifiedThreshold>? Calibration { get; set; }

    public SortedDictionary<string, LatencyBudget> Latency { get; private set; } = new(StringComparer.OrdinalIgnoreCase);

    public RiskProfile Risk { get; set; } = new();

    public QualityBar? Quality { get; set; }

    /// <summary>What errors cost.</summary>
    public ContractEconomics Economics { get; set; } = new();

    public FallbackOptions Fallback { get; private set; } = new();

    public List<string> Gates { get; set; } = [];

    /// <summary>What the built-in gates go by, or <see langword="null"/> where nothing was said.</summary>
    public GateSettings? GateSettings { get; set; }

    public List<string> Residency { get; set; } = [];

    public ApprovalMode Approval { get; set; }

    /// <summary>Who may decide about held work, and until when.</summary>
    public ApprovalTerms Approvals { get; set; } = new();

    /// <summary>When an escalation waits for a person, or <see langword="null"/>.</summary>
    public EscalationApproval? EscalationApproval { get; set; }

    public List<string> RoutineTools { get; set; } = [];

    public BlastRadiusLimits BlastRadius { get; set; } = new();

    public ContractPrompt Prompt { get; set; } = new();

    /// <summary>Whether records hold what was asked and answered.</summary>
    public bool CapturesContent { get; set; }

    /// <summary>Whether no update of a stream goes out before the record is written.</summary>
    public bool BuffersForAudit { get; set; }

    /// <summary>What of a request is not sent, or <see langword="null"/>.</summary>
    public ContractRedaction? Redaction { get; set; }

    /// <summary>When somebody is to look at the contract again, or <see langword="null"/>.</summary>
    public DateOnly? ReviewBy { get; set; }

    public List<string> Examples { get; set; } = [];

    /// <summary>Rules written as data.</summary>
    public List<RuleOptions> Rules { get; set; } = [];

    /// <summary>The file of its difficulty model, or <see langword="null"/> for the section's.</summary>
    public string? DifficultyModel { get; set; }

    /// <summary>What the difficulty model in force is, by a hash of its file: another model is another configuration.</summary>
    public string? DifficultyVersion { get; set; }

    /// <summary>Whether the schema stands in a file of its own, whose changes nobody announces.</summary>
    [JsonIgnore]
    public bool HasSchemaFile { get; set; }

    /// <summary>Whether a file of its own is a part of it: each reload reads it again, since nobody announces its changes.</summary>
    [JsonIgnore]
    public bool HasFile => HasSchemaFile || DifficultyVersion is not null;

    /// <summary>What is unwise in what the section says of the contract.</summary>
    [JsonIgnore]
    public List<string> SectionWarnings { get; private set; } = [];

    /// <summary>A copy that can be changed without changing this.</summary>
    public ContractOptions Clone()
    {
        var clone = (ContractOptions)MemberwiseClone();
        clone.Latency = new SortedDictionary<string, LatencyBudget>(Latency, StringComparer.OrdinalIgnoreCase);
        clone.Fallback = Fallback.Clone();
        clone.SectionWarnings = [.. SectionWarnings];
        clone.Calibration = Calibration is null ? null : [.. Calibration];
        (clone.Gates, clone.Residency, clone.RoutineTools, clone.Examples, clone.Rules) = ([.. Gates], [.. Residency], [.. RoutineTools], [.. Examples], [.. Rules]);
        return clone;
    }
}

using System.Text.Json;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>What one feature promises, whichever model serves it. Immutable and safe to share between threads.</summary>
public sealed class Contract
{
    internal Contract(string name, ContractOptions options)
    {
        Name = name;
        Owner = options.Owner;
        Intent = options.Intent.GetValueOrDefault();
        Start = options.Start;
        StartTier = options.StartTier;
        MinTier = options.MinTier;
        MaxTier = options.MaxTier;
        Unroutable = options.Unroutable;
        MaxOutputTokens = options.MaxOutputTokens;
        Schema = options.Schema;
        Reading = options.Reading;
        Confidence = options.Confidence;
        Disagreement = options.Disagreement;
        Calibration = options.Calibration is { } certified ? new ContractCalibration(certified) : null;
        DifficultyVersion = options.DifficultyVersion;
        Latency = options.Latency;
        Risk = options.Risk;
        Quality = options.Quality;
        Economics = options.Economics;
        ReadsHistory = options.Start == StartMode.ExpectedCost || options.Rules.Exists(static rule => rule.Reads("cohortHistory"));
        Fallback = new FallbackPlan(options.Fallback);
        Gates = [.. options.Gates];
        GateSettings = options.GateSettings ?? GateSettings.None;
        Residency = [.. options.Residency];
        Approval = options.Approval;
        Approvals = options.Approvals;
        EscalationApproval = options.EscalationApproval;
        RoutineTools = [.. options.RoutineTools];
        BlastRadius = options.BlastRadius;
        Prompt = options.Prompt;
        CapturesContent = options.CapturesContent;
        BuffersForAudit = options.BuffersForAudit;
        Redaction = options.Redaction is { } redaction ? redaction with { Kinds = [.. redaction.Kinds] } : null;
    }

    /// <summary>The name requests state.</summary>
    public string Name { get; }

    /// <summary>Who answers for the contract, or <see langword="null"/>.</summary>
    public string? Owner { get; }

    /// <summary>What the feature asks of a model; sets the default start tier.</summary>
    public TaskIntent Intent { get; }

    /// <summary>How the start is chosen.</summary>
    internal StartMode Start { get; }

    /// <summary>Whether anything of the contract reads how earlier requests went.</summary>
    internal bool ReadsHistory { get; }

    /// <summary>The tier to start at, or <see langword="null"/> to start by intent.</summary>
    public string? StartTier { get; }

    /// <summary>The lowest tier allowed, or <see langword="null"/> for the ladder's first.</summary>
    public string? MinTier { get; }

    /// <summary>The highest tier allowed, or <see langword="null"/> for the ladder's last.</summary>
    public string? MaxTier { get; }

    /// <summary>What happens to a request that no allowed tier may serve.</summary>
    public UnroutableAction Unroutable { get; }

    /// <summary>The most tokens an answer may have, or <see langword="null"/> for no limit.</summary>
    public int? MaxOutputTokens { get; }

    /// <summary>The JSON schema that answers must satisfy, or <see langword="null"/> for free text.</summary>
    public JsonElement? Schema { get; }

    /// <summary>How the JSON of an answer is read where there is a schema, the contract's own or the caller's.</summary>
    public AnswerReading Reading { get; }

    /// <summary>How it is found out that a model is unsure of its answer, or <see langword="null"/> where nobody asks.</summary>
    public ConfidenceCheck? Confidence { get; }

    /// <summary>How it is found out that a tier is unsure, by asking more than once, or <see langword="null"/> where it is asked once.</summary>
    public DisagreementCheck? Disagreement { get; }

    /// <summary>From which score on answers of the cheap tier are accepted, by cohort; <see langword="null"/> where nothing was certified and the settings above act.</summary>
    internal ContractCalibration? Calibration { get; }

    /// <summary>How fast each surface is to be answered; empty when nothing was said.</summary>
    public IReadOnlyDictionary<string, LatencyBudget> Latency { get; }

    /// <summary>What a wrong answer can harm.</summary>
    public RiskProfile Risk { get; }

    /// <summary>What evals hold the contract to, or <see langword="null"/>.</summary>
    public QualityBar? Quality { get; }

    /// <summary>What errors cost.</summary>
    public ContractEconomics Economics { get; }

    /// <summary>The bounded recovery.</summary>
    public FallbackPlan Fallback { get; }

    /// <summary>The gates every answer must pass, on every tier alike.</summary>
    public IReadOnlyList<string> Gates { get; }

    /// <summary>What the built-in gates go by.</summary>
    internal GateSettings GateSettings { get; }

    /// <summary>The regions a request may be processed in; empty for no limit.</summary>
    public IReadOnlyList<string> Residency { get; }

    /// <summary>When a person decides whether work goes out.</summary>
    public ApprovalMode Approval { get; }

    /// <summary>Who may decide about held work, and until when.</summary>
    public ApprovalTerms Approvals { get; }

    /// <summary>When an escalation waits for a person, or <see langword="null"/> where none does.</summary>
    public EscalationApproval? EscalationApproval { get; }

    /// <summary>Tools whose writes are routine: they make the class T1, not T2.</summary>
    public IReadOnlyList<string> RoutineTools { get; }

    /// <summary>How far an effect may reach before it is risk work.</summary>
    public BlastRadiusLimits BlastRadius { get; }

    /// <summary>The prompt the contract brings.</summary>
    public ContractPrompt Prompt { get; }

    /// <summary>Whether audit records hold what was asked and answered, without what the policy lane finds in it.</summary>
    public bool CapturesContent { get; }

    /// <summary>Whether no update of a stream goes out before the audit record is written.</summary>
    public bool BuffersForAudit { get; }

    /// <summary>What of a request is not sent, or <see langword="null"/> where it is sent as it is.</summary>
    public ContractRedaction? Redaction { get; }

    /// <summary>Tells how hard its requests are, or <see langword="null"/> where no model is named.</summary>
    internal ITextDifficulty? Difficulty { get; init; }

    /// <summary>Which model that is, by a hash of its file.</summary>
    internal string? DifficultyVersion { get; }

    /// <summary>The latency budget of a surface, or that of those not named; <see langword="null"/> where neither is stated.</summary>
    internal LatencyBudget? LatencyOf(string? surface) =>
        surface is not null && Latency.TryGetValue(surface, out var named) ? named : Latency.GetValueOrDefault(LatencyBudget.DefaultSurface);

    /// <inheritdoc />
    public override string ToString() => Name;
}

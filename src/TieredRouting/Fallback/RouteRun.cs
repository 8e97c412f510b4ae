using System.Text;
using Microsoft.Extensions.AI;
using TieredRouting.Controls;
using TieredRouting.Policies;
using TieredRouting.Redaction;
using TieredRouting.Signals;
using TieredRouting.Tiers;
using TieredRouting.Validation;

namespace TieredRouting.Fallback;

/// <summary>One client call under way: what came in, and what has happened to it so far. Owned by that call alone.</summary>
internal sealed class RouteRun(RoutedContract routed, SignalRequest request, RouteState state, string callId, long started)
{
    public RoutedContract Routed { get; } = routed;

    public Contract Contract => Routed.Contract;

    public SignalRequest Request { get; } = request;

    /// <summary>What the calls of one tool loop share.</summary>
    public RouteState State { get; } = state;

    /// <summary>The id of this client call, and of its record.</summary>
    public string CallId { get; } = callId;

    public long Started { get; } = started;

    /// <summary>When the call came in.</summary>
    public DateTimeOffset Time { get; init; }

    public RouteDecision Decision { get; set; } = null!;

    public List<Attempt> Attempts { get; } = new(1);

    /// <summary>What the gates said of the last answer that came; <see langword="null"/> where none looked at it.</summary>
    public IReadOnlyDictionary<string, GateVerdict>? Gates { get; set; }

    /// <summary>The gates that look at its answers, as they are for this request; <see langword="null"/> until they are asked.</summary>
    public IAnswerGate[]? AnswerGates { get; set; }

    public int Escalations { get; set; }

    /// <summary>Where the next attempt escalates from and why, until it is made.</summary>
    public LeftEndpoint? Escalating { get; set; }

    /// <summary>The tier that it left last and why; <see langword="null"/> where it stands as it began.</summary>
    public LeftEndpoint? Left { get; set; }

    /// <summary>The place on the ladder that its first attempt would have, were it not for a plan that moves risk work up; raised to the tier that controls force.</summary>
    public int StartIndex { get; set; }

    /// <summary>What a person said about an escalation that it was held for before, or <see langword="null"/>.</summary>
    public EscalationGrant? Grant { get; init; }

    /// <summary>Why the approval that it brings is none; <see langword="null"/> where it is one, or it brings none.</summary>
    public RouteFailure? NotGranted { get; init; }

    /// <summary>Why it was not let in, so that no attempt is made, or <see langword="null"/>.</summary>
    public RouteFailure? NotLetIn { get; init; }

    /// <summary>The controls when they were last asked.</summary>
    public ContractControls Controls { get; set; } = ContractControls.None;

    /// <summary>What controls left of the ladder when they were last asked.</summary>
    public TierLimits Limits { get; set; } = TierLimits.None;

    /// <summary>The budget that wanted the request to start as cheaply as it may when it came in, or <see langword="null"/>.</summary>
    public string? DegradedBy { get; init; }

    /// <summary>The certified threshold that acts on the attempt under way, or <see langword="null"/> where the contract's own settings do.</summary>
    public CertifiedThreshold? Certified { get; set; }

    /// <summary>The provider's latest exception.</summary>
    public Exception? LastException { get; set; }

    /// <summary>The endpoints that were not asked, and why; <see langword="null"/> where all were.</summary>
    public List<string>? Skipped { get; set; }

    public bool MarkedHighRisk { get; set; }

    public bool IsStep { get; set; }

    /// <summary>What stands for sensitive text in every call; <see langword="null"/> where the contract does not redact.</summary>
    public Placeholders? Placeholders { get; init; }

    /// <summary>What recognizers found in the request, read once and only where the contract redacts.</summary>
    public RecognizedText? Recognized => Placeholders is null ? null : field ??= RecognizedText.Of(Request);

    /// <summary>Whether the answer that goes out says where it comes from.</summary>
    public bool IsMarked { get; set; }

    /// <summary>The text that streamed to the caller, where the contract keeps it for the record.</summary>
    public StringBuilder? Streamed { get; set; }

    /// <summary>Whether a person is asked about the tool calls of the answer.</summary>
    public bool AsksPerson { get; set; }

    /// <summary>The caller's schema, where the contract has none of its own.</summary>
    public AdoptedSchema? AdoptedSchema { get; init; }

    /// <summary>What the schema adds to the prompt.</summary>
    public int SchemaTokens => AdoptedSchema?.Tokens ?? Routed.SchemaTokens;

    /// <summary>Whether answers must be JSON that satisfies a schema.</summary>
    public bool HasSchema => AdoptedSchema is not null || Contract.Schema is not null;

    /// <summary>Whether the model is asked for its confidence, in an envelope around the answer.</summary>
    public bool AsksConfidence => Contract.Confidence is { Ask: true };

    /// <summary>The format to ask for; <see langword="null"/> to leave the caller's.</summary>
    public ChatResponseFormat? Format => AdoptedSchema?.Format ?? Routed.Format;

    /// <summary>Holds answers to the schema, the contract's own or the caller's.</summary>
    public IAnswerValidator? SchemaValidator => AdoptedSchema?.Validator ?? Routed.SchemaValidator;

    /// <summary>What can be told of an answer before it is whole; <see langword="null"/> where that is nothing.</summary>
    public SchemaShape? Shape =>
        SchemaValidator is not JsonSchemaAnswerValidator { Shape: var shape } ? null
        : AsksConfidence ? shape.Enveloped()
        : shape;

    /// <summary>The id under which a person finds the held work.</summary>
    public string? ApprovalId { get; set; }

    public ContractPolicy Policy => Routed.Policy;

    public IReadOnlyList<ChatMessage> Messages => Request.Messages;

    public ChatOptions? Options => Request.Options;

    /// <summary>The provider's id of the conversation it holds; a request that has one never changes its endpoint.</summary>
    public string? Conversation { get; set; }

    /// <summary>Whether only tools that read are offered: on the sensitive lane, and after a narrowing switch.</summary>
    public bool ReadsOnly => Decision.Lane == Lane.Sensitive || State.Narrowed;

    /// <summary>Whether a draft goes to a person before it goes out: always, or where no tool call is there to ask about.</summary>
    public bool HoldsDraft => Decision.Approval && (Contract.Approval == ApprovalMode.Always || ReadsOnly || !OffersAskableTools);

    /// <summary>Whether the answer must be seen whole before any of it goes out, whatever its gates are.</summary>
    public bool NeedsWholeAnswer =>
        HasSchema || Contract.BuffersForAudit || Contract.Confidence is not null || Contract.Disagreement is not null || Routed.Validators.Length > 0 || Decision.Approval;

    /// <summary>Whether a call of a tool may change something; one that the request did not declare counts as a write.</summary>
    public bool HasEffect(string? tool) =>
        !Decision.Tools.TryGetValue(tool ?? "", out var risk) || risk != ToolRisk.Read;

    /// <summary>Only calls that come back to the host can be asked about; what a provider runs by itself cannot.</summary>
    private bool OffersAskableTools =>
        Options?.Tools?.Any(tool => tool is AIFunctionDeclaration && HasEffect(tool.Name)) == true;
}

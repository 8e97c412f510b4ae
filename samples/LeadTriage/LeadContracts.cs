using TieredRouting;

namespace LeadTriage;

/// <summary>
/// What the desk promises, in three contracts. They name no tier to start at, so that the same contracts also run on a
/// ladder of one tier, which is what the totals compare with.
/// </summary>
internal static class LeadContracts
{
    public const string Extraction = "lead-extraction";
    public const string Reply = "lead-reply";
    public const string Options = "lead-options";

    /// <summary>The guard pass: what goes to somebody outside passes these, whichever tier wrote it, before a person sees it.</summary>
    private static readonly string[] Guards = [GateNames.PiiLeak, GateNames.CredentialLeak, GateNames.ForbiddenAdvice, GateNames.PriceCommitment];

    public static TieredRoutingBuilder AddLeadContracts(this TieredRoutingBuilder routing) => routing
        .AddExtractor(new CommitmentExtractor())
        .AddContract<LeadFields>(Extraction, DescribeExtraction)
        .AddContract(Reply, DescribeReply)
        .AddContract(Options, DescribeOptions);

    /// <summary>Commodity work: an extraction starts on the smallest tier, and a schema says whether it went well.</summary>
    private static void DescribeExtraction(ContractBuilder contract) => contract
        .ForIntent(TaskIntent.Extract)
        .OwnedBy("sales-operations")
        .WithPrompt(Prompts.Extraction, id: "lead-extraction", version: "1")
        .WithMaxOutput(tokens: 1_000)
        .WithLatency(p50: TimeSpan.FromMilliseconds(400), p95: TimeSpan.FromSeconds(1.2))
        .On(Trigger.SchemaFailure, then => then.RetrySameTier(1).Escalate())
        .On(Trigger.Exhausted, then => then.HumanReview())
        .AtMost(attempts: 3, cost: 0.05m, deadline: TimeSpan.FromMinutes(1));

    /// <summary>It goes to somebody outside: high risk makes it T2, so it is drafted, and a person sends it.</summary>
    private static void DescribeReply(ContractBuilder contract) => contract
        .ForIntent(TaskIntent.Draft)
        .OwnedBy("sales")
        .WithRisk(business: RiskLevel.High)
        .WithPrompt(Prompts.Reply, id: "lead-reply", version: "1")
        .WithMaxOutput(tokens: 1_000)
        .AddRule(new CommitmentRule())
        .WithGates(Guards)
        .On(Trigger.GateFailure, then => then.Escalate().MarkHighRisk())
        .On(Trigger.Exhausted, then => then.HumanReview())
        .AtMost(attempts: 3, cost: 0.05m, deadline: TimeSpan.FromMinutes(1));

    /// <summary>Judgement: planning starts on the largest tier, and a person picks one of its options.</summary>
    private static void DescribeOptions(ContractBuilder contract) => contract
        .ForIntent(TaskIntent.Plan)
        .OwnedBy("sales")
        .WithRisk(business: RiskLevel.Medium)
        .WithApproval(ApprovalMode.Always)
        .WithPrompt(Prompts.Options, id: "lead-options", version: "1")
        .WithMaxOutput(tokens: 1_000)
        .AddRule(new CommitmentRule())
        .WithGates(Guards)
        .On(Trigger.Exhausted, then => then.HumanReview())
        .AtMost(attempts: 3, cost: 0.05m, deadline: TimeSpan.FromMinutes(1));
}

using TieredRouting.Signals;
using TieredRouting.Telemetry;
using TieredRouting.Tiers;

namespace TieredRouting.Policies;

/// <summary>
/// Makes the decision: pure, synchronous, no I/O. Rules state requirements, their join sets the floor, and the tier is
/// the first allowed one at or above floor and start.
/// </summary>
internal sealed class TierPolicy
{
    private readonly TierLadder _ladder;
    private readonly IReadOnlySet<string> _knownGates;
    private readonly Reason _riskReason;

    public TierPolicy(TierLadder ladder, IReadOnlySet<string> knownGates)
    {
        _ladder = ladder;
        _knownGates = knownGates;
        _riskReason = new Reason(PolicyReasons.RiskClass, Signal: null, $"tier {ladder.Middle.Name}, approval", "risk work is gated whatever the model");
    }

    /// <summary>Decides.</summary>
    /// <param name="policy">The contract.</param>
    /// <param name="signals">What was measured.</param>
    /// <param name="limits">What controls leave of the ladder; <see langword="null"/> for all of it.</param>
    /// <param name="degradedBy">The budget that wants requests to start as cheaply as they may, or <see langword="null"/>.</param>
    public RouteDecision Decide(ContractPolicy policy, SignalSet signals, TierLimits? limits = null, string? degradedBy = null)
    {
        limits ??= TierLimits.None;
        var start = policy.StartUnder(limits, degradedBy);
        var join = Join(policy, start, signals);
        var from = Math.Max(join.FloorIndex, start.Index);
        var chosen = join.Broken is null ? Choose(policy, start, limits, join, from, signals) : null;
        return new RouteDecision
        {
            Contract = policy.Contract.Name,
            Class = join.Class,
            Tier = chosen?.Name,
            TierIndex = chosen?.Index ?? -1,
            Floor = _ladder.Tiers[join.FloorIndex].Name,
            FloorIndex = join.FloorIndex,
            Lane = join.Lane,
            Approval = join.Approval,
            Gates = join.Gates,
            Tools = ToolsIn(signals),
            Reasons = join.Reasons,
            Signals = signals,
            Applied = limits.Applied,
            DegradedBy = degradedBy,
            Unroutable = chosen is null ? join.Broken ?? WhyNone(policy, start, limits, join, from) : null,
        };
    }

    private RequirementJoin Join(ContractPolicy policy, PolicyStart start, SignalSet signals)
    {
        var join = new RequirementJoin(_ladder, _knownGates);
        if (policy.Refusal is { } refusal)
            join.Refuse(refusal);
        var context = new RuleContext(policy.Contract, signals, _ladder);
        foreach (var rule in policy.Rules)
            Evaluate(rule, context, join);
        JoinContract(policy, start, join);
        if (signals[SignalNames.PromptInjection] is { Evidence.Count: > 0 } injection)
            join.RaiseClass(PolicyReasons.PromptInjection, SignalNames.PromptInjection, $"the text tries to steer: {injection.Text()}");
        if (join.Class == WorkClass.T2)
            JoinRisk(join);
        return join;
    }

    private static void Evaluate(IRoutingRule rule, RuleContext context, RequirementJoin join)
    {
        try
        {
            if (rule.Evaluate(context) is { } requirement)
                join.Add(rule.Name, requirement);
        }
        catch (Exception exception)
        {
            join.Break(rule.Name, $"threw {exception.GetType().Name}");
        }
    }

    private static void JoinContract(ContractPolicy policy, PolicyStart start, RequirementJoin join)
    {
        join.AddGates(policy.Contract.Gates, "contract");
        join.RaiseFloor(policy.MinIndex);
        join.State(start.Reasons);
        if (policy.Contract.Approval == ApprovalMode.Always)
            join.AskPerson();
    }

    private void JoinRisk(RequirementJoin join)
    {
        join.RaiseFloor(_ladder.Middle.Index);
        join.AskPerson();
        join.Add(_riskReason);
    }

    /// <summary>The first allowed tier, with a word about those it passed.</summary>
    private Tier? Choose(ContractPolicy policy, PolicyStart start, TierLimits limits, RequirementJoin join, int from, SignalSet signals)
    {
        var search = new TierSearch(_ladder, policy, start, limits, join.Lane, signals);
        from = Expected(search, policy, start, limits, join, signals) ?? from;
        if (!start.IsDegraded && Kept(search, join, from, signals) is { } kept)
            from = kept;
        var chosen = search.First(from);
        if (chosen?.Index > from)
            join.Add(Passed(policy, limits, join, from, chosen));
        return chosen;
    }

    /// <summary>Where a success is expected to cost least, for a contract that starts so. Budgets that are nearly spent and controls that leave one tier stand above it.</summary>
    private static int? Expected(TierSearch search, ContractPolicy policy, PolicyStart start, TierLimits limits, RequirementJoin join, SignalSet signals)
    {
        if (policy.Contract.Start != StartMode.ExpectedCost || start.IsDegraded || limits.ExactIndex is not null || signals[SignalNames.CohortHistory] is not { } history)
            return null;
        var candidates = search.All(Math.Max(join.FloorIndex, limits.MinimumIndex));
        if (ExpectedCost.Choose(candidates, policy.Contract.Economics, history) is not var (tier, reason))
            return null;
        join.Add(reason);
        return tier.Index;
    }

    /// <summary>
    /// The tier that the conversation has come to, where it lies above floor and start: to go back to a smaller one would cost the conversation its prompt cache and have it flip between
    /// models. It only suggests where to start: where nothing from there on is allowed, it is forgotten.
    /// </summary>
    private int? Kept(TierSearch search, RequirementJoin join, int from, SignalSet signals)
    {
        if (ConversationParts.TierOf(signals, _ladder) is not { } held || held.Index <= from || search.First(held.Index) is null)
            return null;
        join.Add(new Reason(PolicyReasons.KeptTier, SignalNames.Conversation, $"start {held.Name}", "the conversation has come to it"));
        return held.Index;
    }

    /// <summary>Why the tier lies above both floor and start.</summary>
    private Reason Passed(ContractPolicy policy, TierLimits limits, RequirementJoin join, int from, Tier chosen)
    {
        var passed = _ladder.Tiers.Take(chosen.Index).Skip(from).ToLookup(tier => !tier.Endpoints.Any(limits.Allows), tier => $"'{tier.Name}'");
        var why = Said(passed[false], $"has no endpoint for {InWords(policy, join)}").Concat(Said(passed[true], "is disabled"));
        return new Reason(PolicyReasons.AllowedTiers, Signal: null, $"tier {chosen.Name}", string.Join("; ", why));
    }

    private static IEnumerable<string> Said(IEnumerable<string> tiers, string what) =>
        string.Join(", ", tiers) is { Length: > 0 } named ? [$"{named} {what}"] : [];

    private string WhyNone(ContractPolicy policy, PolicyStart start, TierLimits limits, RequirementJoin join, int from)
    {
        var (lowest, highest) = (_ladder.Tiers[from].Name, _ladder.Tiers[start.MaxIndex].Name);
        return from > start.MaxIndex
            ? $"the request needs '{lowest}' or higher, and {(limits.MaximumIndex < policy.MaxIndex ? limits.By : "the contract")} allows no tier above '{highest}'"
            : $"no tier from '{lowest}' up to '{highest}' is enabled and has an endpoint for {InWords(policy, join)}{(limits.Because is null ? string.Empty : $", under {limits.Because}")}";
    }

    private static string InWords(ContractPolicy policy, RequirementJoin join) =>
        $"the {EnumNames.Of(join.Lane)} lane, {(policy.Contract.Residency.Count == 0 ? "any region" : $"regions {string.Join(' ', policy.Contract.Residency)}")} and this length";

    private static Dictionary<string, ToolRisk> ToolsIn(SignalSet signals)
    {
        if (signals[SignalNames.ToolRisk]?.Parts is not { Count: > 0 } parts)
            return NoTools;
        return parts.ToDictionary(part => part.Key, part => Enum.Parse<ToolRisk>((string)part.Value, ignoreCase: true), StringComparer.Ordinal);
    }

    private static readonly Dictionary<string, ToolRisk> NoTools = [];
}

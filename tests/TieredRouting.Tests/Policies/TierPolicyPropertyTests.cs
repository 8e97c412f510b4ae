using CsCheck;
using TieredRouting.Policies;
using static TieredRouting.Tests.Policies.RequirementGen;

namespace TieredRouting.Tests.Policies;

/// <summary>What holds of every decision, whatever is asked for.</summary>
public sealed class TierPolicyPropertyTests
{
    private static readonly IRoutingRule[] BuiltIn = [new RiskProfileRule(), new ToolRiskRule(), new BlastRadiusRule(), new ContextWindowRule(), new PolicyLaneRule(), new ConversationRule()];

    private static readonly Gen<Signal> AnySignal = Gen.OneOf(
        Gen.Select(Gen.Long[0, 5_000], Gen.Long[0, 5_000]).Select(size => Signal.OfParts(SignalNames.BlastRadius, new Dictionary<string, object> { ["recipients"] = size.Item1, ["records"] = size.Item2 })),
        Gen.OneOf("read", "write", "destructive").Select(risk => Signal.OfParts(SignalNames.ToolRisk, new Dictionary<string, object> { ["tool"] = risk }, risk)),
        Gen.OneOf("email", "credential").Select(kind => Signal.Of(SignalNames.PolicyLane, kind, [new SignalEvidence(kind, 0, 5)])),
        Gen.OneOf("persona", "steering").Select(kind => Signal.Of(SignalNames.PromptInjection, kind, [new SignalEvidence(kind, 0, 5)])),
        Gen.Int[0, 3].Select(conflicts => Signal.Of(SignalNames.Conflict, conflicts)),
        Gen.Long[0, 100_000].Select(tokens => Signal.OfParts(SignalNames.Length, new Dictionary<string, object> { ["tokens"] = tokens }, tokens)));

    [Fact]
    public void The_order_of_rules_never_matters() =>
        Gen.Select(AnyLadder, AnyContract, AnyRules, Gen.Int).Sample((ladder, contract, rules, seed) =>
        {
            var shuffled = rules.ToArray();
            new Random(seed).Shuffle(shuffled);

            Decide(ladder, contract, shuffled).Should().BeEquivalentTo(Decide(ladder, contract, rules), options => options.WithStrictOrdering());
        }, iter: 300);

    [Fact]
    public void The_join_does_not_depend_on_the_order_of_requirements() =>
        Gen.Select(AnyRequirement.Array[0, 8], Gen.Int).Sample((requirements, seed) =>
        {
            var shuffled = requirements.ToArray();
            new Random(seed).Shuffle(shuffled);
            var (left, right) = (Join(requirements), Join(shuffled));

            (right.FloorIndex, right.Class, right.Lane, right.Approval, right.Broken).Should().Be((left.FloorIndex, left.Class, left.Lane, left.Approval, left.Broken));
            right.Gates.Should().Equal(left.Gates);
        }, iter: 1_000);

    [Fact]
    public void Joining_a_requirement_twice_is_joining_it_once() =>
        AnyRequirement.Array[1, 5].Sample(requirements =>
        {
            var (once, twice) = (Join(requirements), Join([.. requirements, .. requirements]));

            (twice.FloorIndex, twice.Class, twice.Lane, twice.Approval).Should().Be((once.FloorIndex, once.Class, once.Lane, once.Approval));
            twice.Gates.Should().Equal(once.Gates);
        }, iter: 500);

    [Fact]
    public void One_more_rule_never_lowers_or_drops_anything() =>
        Gen.Select(AnyLadder, AnyContract, AnyRules, AnyRequirement).Sample((ladder, contract, rules, more) =>
            ShouldBeAtLeast(Decide(ladder, contract, [.. rules, Rule("more", more)]), Decide(ladder, contract, rules)), iter: 1_000);

    [Fact]
    public void One_more_signal_never_lowers_or_drops_anything() =>
        Gen.Select(AnyLadder, AnyContract, AnySignal.Array[0, 3], AnySignal).Sample((ladder, contract, some, more) =>
        {
            var signals = some.DistinctBy(signal => signal.Name).Where(signal => signal.Name != more.Name).ToArray();

            ShouldBeAtLeast(Decide(ladder, contract, BuiltIn, [.. signals, more]), Decide(ladder, contract, BuiltIn, signals));
        }, iter: 100_000);

    [Fact]
    public void A_conversation_never_lowers_or_drops_anything() =>
        Gen.Select(AnyLadder, AnyContract, AnySignal.Array[0, 3], Gen.OneOf(Rungs), Gen.Bool).Sample((ladder, contract, some, tier, isShort) =>
        {
            var signals = some.DistinctBy(signal => signal.Name).ToArray();
            var conversation = Signal.OfParts(SignalNames.Conversation, new Dictionary<string, object> { ["turns"] = 2, ["short"] = isShort, ["tier"] = tier });

            ShouldBeAtLeast(Decide(ladder, contract, BuiltIn, [.. signals, conversation]), Decide(ladder, contract, BuiltIn, signals));
        }, iter: 100_000);

    [Fact]
    public void The_tier_lies_between_floor_and_maximum_and_has_an_allowed_endpoint() =>
        Gen.Select(AnyLadder, AnyContract, AnyRules).Sample((ladder, contract, rules) =>
        {
            var decision = Decide(ladder, contract, rules);
            ladder.TryGet(contract.MaxTier!, out var max);

            (decision.Tier is null).Should().Be(decision.Unroutable is not null);
            if (decision.Tier is null)
                return;
            decision.TierIndex.Should().BeInRange(decision.FloorIndex, max!.Index);
            ladder.Tiers[decision.TierIndex].Endpoints.Should().Contain(endpoint => EndpointFilter.Allows(endpoint, contract, decision.Lane, true, null));
        }, iter: 1_000);

    [Fact]
    public void Every_tier_between_start_and_decision_is_not_allowed() =>
        Gen.Select(AnyLadder, AnyContract, AnyRules).Sample((ladder, contract, rules) =>
        {
            var policy = new ContractPolicy(contract, ladder, rules);
            var decision = Decide(ladder, contract, rules);
            var end = decision.Tier is null ? policy.MaxIndex + 1 : decision.TierIndex;

            for (var index = Math.Max(policy.StartIndex, decision.FloorIndex); index < end; index++)
                ladder.Tiers[index].Endpoints.Should().NotContain(endpoint => EndpointFilter.Allows(endpoint, contract, decision.Lane, true, null));
        }, iter: 1_000);

    [Fact]
    public void The_same_input_gives_the_same_decision() =>
        Gen.Select(AnyLadder, AnyContract, AnyRules).Sample((ladder, contract, rules) =>
            Decide(ladder, contract, rules).Should().BeEquivalentTo(Decide(ladder, contract, rules), options => options.WithStrictOrdering()), iter: 200);

    [Fact]
    public void Risk_work_is_held_and_never_small() =>
        Gen.Select(AnyLadder, AnyContract, AnyRules).Sample((ladder, contract, rules) =>
        {
            var decision = Decide(ladder, contract, [.. rules, Rule("risk", new Requirement("risk") { Class = WorkClass.T2 })]);

            decision.Approval.Should().BeTrue();
            decision.FloorIndex.Should().BeGreaterThanOrEqualTo(ladder.Middle.Index);
        }, iter: 300);

    private static RequirementJoin Join(IEnumerable<Requirement> requirements)
    {
        var join = new RequirementJoin(Given.Ladder(Rungs), KnownGates);
        foreach (var requirement in requirements)
            join.Add("rule", requirement);
        return join;
    }

    private static RouteDecision Decide(TierLadder ladder, Contract contract, IEnumerable<IRoutingRule> rules, params Signal[] signals) =>
        new TierPolicy(ladder, KnownGates).Decide(new ContractPolicy(contract, ladder, rules), new SignalSet(signals));

    private static void ShouldBeAtLeast(RouteDecision more, RouteDecision less)
    {
        more.FloorIndex.Should().BeGreaterThanOrEqualTo(less.FloorIndex);
        more.Class.Should().BeOneOf([.. Enum.GetValues<WorkClass>().Where(workClass => workClass >= less.Class)]);
        more.Lane.Should().BeOneOf([.. Enum.GetValues<Lane>().Where(lane => lane >= less.Lane)]);
        less.Gates.Except(more.Gates).Should().BeEmpty();
        (more.Approval || !less.Approval).Should().BeTrue();
        if (more.Tier is not null)
            less.TierIndex.Should().BeInRange(0, more.TierIndex);
    }
}

using TieredRouting.Policies;

namespace TieredRouting.Tests.Policies;

public sealed class TierPolicyTests
{
    [Fact]
    public void Reasons_are_sorted_by_rule()
    {
        var decision = Decide([Rule("zeta", WorkClass.T1), Rule("alpha", WorkClass.T2)]);

        decision.Reasons.Select(reason => reason.Rule).Should().Equal("alpha", "class-T2", "start", "zeta");
    }

    [Fact]
    public void A_rule_that_throws_makes_the_request_unroutable_and_is_named() =>
        Decide([new DelegateRule("broken", _ => throw new FormatException("secret"))]).Should().BeEquivalentTo(new { Tier = (string?)null, Unroutable = "the rule 'broken' threw FormatException" });

    [Fact]
    public void A_rule_that_asks_for_an_unknown_tier_or_gate_makes_the_request_unroutable()
    {
        Decide([new DelegateRule("lost", _ => new Requirement("x") { MinimumTier = "giga" })]).Unroutable.Should().Be("the rule 'lost' requires the tier 'giga', which is not on the ladder");
        Decide([new DelegateRule("lost", _ => new Requirement("x") { Gates = ["nobody"] })]).Unroutable.Should().Be("the rule 'lost' requires the gate 'nobody', which nobody added");
    }

    [Fact]
    public void A_floor_above_the_maximum_is_unroutable_and_says_why()
    {
        var decision = Decide([new DelegateRule("high", _ => new Requirement("x") { MinimumTier = "full" })], options => options.MaxTier = "mini");

        (decision.Tier, decision.TierIndex, decision.Floor).Should().Be((null, -1, "full"));
        decision.Unroutable.Should().Be("the request needs 'full' or higher, and the contract allows no tier above 'mini'");
    }

    [Fact]
    public void The_contract_may_hold_every_answer()
    {
        var decision = Decide([], options => options.Approval = ApprovalMode.Always);

        (decision.Approval, decision.Class).Should().Be((true, WorkClass.T0));
        decision.Reasons.Should().Contain(reason => reason.Rule == "approval");
    }

    [Fact]
    public void The_contracts_minimum_is_a_floor_with_a_reason()
    {
        var decision = Decide([], options => options.MinTier = "mini");

        (decision.Tier, decision.Floor).Should().Be(("mini", "mini"));
        decision.Reasons.Should().Contain(new Reason("min-tier", null, "tier mini", "the contract says so"));
    }

    [Fact]
    public void Tools_of_the_request_are_named_with_their_risk()
    {
        var signal = Signal.OfParts(SignalNames.ToolRisk, new Dictionary<string, object> { ["send"] = "destructive", ["look"] = "read" }, "destructive");

        Decide([], null, signal).Tools.Should().Equal(new Dictionary<string, ToolRisk> { ["send"] = ToolRisk.Destructive, ["look"] = ToolRisk.Read });
    }

    [Fact]
    public void A_requirement_is_told_in_words()
    {
        var requirement = new Requirement("x") { Class = WorkClass.T1, MinimumTier = "mini", Lane = Lane.Sensitive, Approval = true, Gates = ["pii", "advice"] };

        Decide([new DelegateRule("all", _ => requirement), new DelegateRule("none", _ => new Requirement("x"))]).Reasons.Select(reason => reason.Requires)
            .Should().Equal("class T1, tier mini, lane sensitive, approval, gates pii advice", "nothing", "start nano");
    }

    private static RouteDecision Decide(IRoutingRule[] rules, Action<ContractOptions>? contract = null, params Signal[] signals) =>
        new TierPolicy(Given.ThreeTiers, RequirementGen.KnownGates).Decide(new ContractPolicy(Given.Contract(contract), Given.ThreeTiers, rules), new SignalSet(signals));

    private static DelegateRule Rule(string name, WorkClass workClass) => new(name, _ => new Requirement("because") { Class = workClass });
}

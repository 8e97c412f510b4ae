using System.Text.Json;
using CsCheck;
using TieredRouting.Economics;
using TieredRouting.Policies;
using TieredRouting.Signals;
using TieredRouting.Tiers;

namespace TieredRouting.Tests.Policies;

public sealed class ExpectedCostTests
{
    private static readonly (string, TierEstimate) Dear = ("full", Known(200, cost: 1, wrong: 0));
    private static readonly ContractEconomics Prices = new(UserVisibleFailure: 0.1m);

    [Fact]
    public void Starts_where_a_success_costs_least_and_shows_the_arithmetic()
    {
        var decision = Decide(History(("nano", Known(200, cost: 0.0002, wrong: 0.05)), ("mini", Known(200, cost: 0.001, wrong: 0.02)), ("full", Known(200, cost: 0.01, wrong: 0.01))));

        decision.Tier.Should().Be("mini");
        decision.Reasons.Should().Contain(new Reason("expected-cost", "cohortHistory", "start mini", "mini: 0.004 expected against nano 0.0055, full 0.012, 600 requests seen"));
    }

    [Fact]
    public void What_a_second_and_a_review_cost_counts_as_well()
    {
        var slow = Known(200, cost: 0.0002, wrong: 0) with { Seconds = 10 };
        var reviewed = Known(200, cost: 0.0002, wrong: 0) with { ReviewRate = 0.5 };

        Decide(History(("nano", slow), ("mini", Known(200, cost: 0.01, wrong: 0)), Dear), new ContractEconomics(DelayPerSecond: 0.002m)).Tier.Should().Be("mini");
        Decide(History(("nano", reviewed), ("mini", Known(200, cost: 0.01, wrong: 0)), Dear), new ContractEconomics(HumanReview: 1.5m)).Tier.Should().Be("mini");
        Decide(History(("nano", slow), ("mini", Known(200, cost: 0.01, wrong: 0)), Dear), new ContractEconomics()).Tier.Should().Be("nano");
    }

    [Fact]
    public void A_tier_that_never_succeeds_is_not_cheap_whatever_errors_cost() =>
        Decide(History(("nano", Known(200, cost: 0.0002, wrong: 1)), ("mini", Known(200, cost: 0.01, wrong: 0)), Dear), new ContractEconomics()).Tier.Should().Be("mini");

    [Fact]
    public void Where_nothing_is_known_of_any_tier_that_is_allowed_it_chooses_none()
    {
        ExpectedCost.Choose([], Prices, History(Dear)).Should().BeNull();
        ExpectedCost.Choose(Given.ThreeTiers.Tiers, Prices, History(("gone", Known(200, cost: 1, wrong: 0)))).Should().BeNull();
    }

    [Fact]
    public void A_tier_that_nobody_has_seen_is_tried_where_its_calls_alone_could_be_cheaper()
    {
        var expensive = Decide(History(("nano", Known(20, cost: 0.0002, wrong: 0.5))));
        var cheap = Decide(History(("nano", Known(400, cost: 0.0000002, wrong: 0))), new ContractEconomics());

        expensive.Tier.Should().Be("mini");
        expensive.Reasons.Single(reason => reason.Rule == "expected-cost").Because.Should().Be("mini: 0.0014 at best, 0 requests seen there, against nano 0.1 expected");
        cheap.Tier.Should().Be("nano");
    }

    [Fact]
    public void What_may_still_be_cheapest_is_tried_until_enough_is_known_of_the_cohort()
    {
        var (nano, mini, full) = (Known(200, cost: 0.001, wrong: 0.05), Known(150, cost: 0.001, wrong: 0.06), Known(100, cost: 1, wrong: 0));

        Decide(History(("nano", nano), ("mini", mini), ("full", full))).Tier.Should().Be("mini", "the two may be the other way round");
        Decide(History(("nano", nano with { Requests = 251 }), ("mini", mini), ("full", full))).Tier.Should().Be("nano");
    }

    [Fact]
    public void While_it_learns_the_tier_with_the_fewest_requests_is_tried_even_where_that_is_the_best() =>
        Decide(History(("nano", Known(100, cost: 0.001, wrong: 0.05)), ("mini", Known(150, cost: 0.001, wrong: 0.06)), Dear)).Reasons.Should()
            .Contain(reason => reason.Requires == "start nano" && reason.Because.StartsWith("nano: ", StringComparison.Ordinal));

    [Fact]
    public void A_dearer_tier_has_to_show_that_it_is_better()
    {
        static Signal After(int requests) => History(("nano", Known(600, cost: 0.001, wrong: 0.05)), ("mini", Known(requests, cost: 0.002, wrong: 0)));

        Decide(After(10)).Tier.Should().Be("nano", "none in ten would be so with nano's failures too");
        Decide(After(500)).Tier.Should().Be("mini");
    }

    [Fact]
    public void Nothing_is_chosen_below_a_floor() => Gen.Select(Histories, Gen.Int[0, 2]).Sample((history, floor) =>
    {
        var decision = Decide(history, Prices, new DelegateRule("floor", _ => new Requirement("x") { MinimumTier = Given.ThreeTiers.Tiers[floor].Name }));

        decision.TierIndex.Should().BeGreaterThanOrEqualTo(floor);
    });

    [Fact]
    public void What_is_read_back_from_a_record_decides_the_same() => Histories.Sample(history =>
    {
        var (one, again) = (Decide(history), Decide(Read(history)));

        again.Tier.Should().Be(one.Tier, "the record holds what the decision read");
        again.Reasons.Should().BeEquivalentTo(one.Reasons);
    });

    [Fact]
    public void Where_nothing_is_known_it_starts_as_it_would_otherwise()
    {
        var decision = Decide(Signal.Unavailable(SignalNames.CohortHistory, "nothing is known"));

        (decision.Tier, decision.Reasons.Any(reason => reason.Rule == "expected-cost")).Should().Be(("nano", false));
    }

    [Fact]
    public void A_budget_that_is_nearly_spent_and_a_control_of_one_tier_stand_above_it()
    {
        var history = History(("nano", Known(200, cost: 0.0002, wrong: 1)), ("mini", Known(200, cost: 0.01, wrong: 0)), ("full", Known(200, cost: 0.1, wrong: 0)));
        var policy = Policy(Prices, []);
        var exact = new TierLimits(Given.ThreeTiers, [], [], ["full"], [], []);
        var atLeast = new TierLimits(Given.ThreeTiers, ["full"], [], [], [], []);

        new TierPolicy(Given.ThreeTiers, new HashSet<string>()).Decide(policy, new SignalSet(history), degradedBy: "gold").Tier.Should().Be("nano");
        new TierPolicy(Given.ThreeTiers, new HashSet<string>()).Decide(policy, new SignalSet(history), exact).Tier.Should().Be("full");
        new TierPolicy(Given.ThreeTiers, new HashSet<string>()).Decide(policy, new SignalSet(history), atLeast).Tier.Should().Be("full");
    }

    private static Gen<Signal> Histories =>
        from nano in Estimates
        from mini in Estimates
        from full in Estimates
        select History([.. ((string, TierEstimate)[])[("nano", nano), ("mini", mini), ("full", full)]]);

    private static Gen<TierEstimate> Estimates =>
        from requests in Gen.Int[0, 300]
        from cost in Gen.Double[0, 1]
        from wrong in Gen.Double[0, 1]
        from seconds in Gen.Double[0, 100]
        select Known(requests, cost, wrong) with { Seconds = seconds };

    private static TierEstimate Known(int requests, double cost, double wrong) => new(requests, requests, cost, 1 - wrong, wrong, 0, 0, 0);

    private static Signal History(params (string Tier, TierEstimate Estimate)[] tiers)
    {
        var parts = new Dictionary<string, object> { ["inputTokens"] = 1_000L, ["outputTokens"] = 1_000L };
        foreach (var (tier, estimate) in tiers)
            CohortHistoryParts.Write(parts, tier, estimate);
        return Signal.OfParts(SignalNames.CohortHistory, parts);
    }

    /// <summary>As a record gives it back.</summary>
    private static Signal Read(Signal history)
    {
        var written = JsonSerializer.SerializeToElement(history.Parts!.ToDictionary(part => part.Key, part => part.Value));
        return Signal.OfParts(SignalNames.CohortHistory, written.EnumerateObject().ToDictionary(part => part.Name, part => (object)part.Value.GetDecimal()));
    }

    private static RouteDecision Decide(Signal history, ContractEconomics? economics = null, params IRoutingRule[] rules) =>
        new TierPolicy(Given.ThreeTiers, new HashSet<string>()).Decide(Policy(economics ?? Prices, rules), new SignalSet(history));

    private static ContractPolicy Policy(ContractEconomics economics, IRoutingRule[] rules) =>
        new(Given.Contract(options => (options.Start, options.Economics) = (StartMode.ExpectedCost, economics)), Given.ThreeTiers, rules);
}

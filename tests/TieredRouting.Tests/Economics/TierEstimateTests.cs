using CsCheck;
using TieredRouting.Economics;

namespace TieredRouting.Tests.Economics;

public sealed class TierEstimateTests
{
    [Fact]
    public void Few_requests_lean_on_the_other_cohorts_and_many_speak_for_themselves()
    {
        var others = Numbers(requests: 1_000, lost: 100, cost: 10);

        TierEstimate.Of(default, others)!.Value.SuccessRate.Should().BeApproximately(0.9, 1e-9);
        TierEstimate.Of(Numbers(400, 200, 1), Sum(others, Numbers(400, 200, 1)))!.Value.SuccessRate.Should().BeApproximately(0.7, 1e-9, "half of it is the cohort's own");
        TierEstimate.Of(Numbers(400_000, 200_000, 1), Sum(others, Numbers(400_000, 200_000, 1)))!.Value.SuccessRate.Should().BeApproximately(0.5, 0.001);
    }

    [Fact]
    public void Other_cohorts_count_as_much_as_they_have_seen_and_no_more() =>
        TierEstimate.Of(Numbers(10, 0, 0), Numbers(15, 5, 0))!.Value.Should().Be(new TierEstimate(10, 15, 0, 1 - (5 / 15.0), 0, 0, 0, 0));

    [Fact]
    public void What_came_from_another_tier_tells_the_cost_and_no_rate()
    {
        var arrived = new LedgerNumbers { AttemptCost = 8, AttemptTicks = TimeSpan.TicksPerSecond * 8 };
        (arrived[LedgerCount.Attempts], arrived[LedgerCount.Arrived], arrived[LedgerCount.ArrivedVisibly]) = (4, 4, 3);

        TierEstimate.Of(default, arrived).Should().Be(new TierEstimate(0, 0, 2, 1, 0, 0, 0, 2));
        TierEstimate.Of(default, default).Should().BeNull();
    }

    [Fact]
    public void Rates_lie_between_those_of_the_cohort_and_of_the_others() => Gen.Select(Gen.Int[1, 500], Gen.Int[1, 500], Gen.Double[0, 1], Gen.Double[0, 1]).Sample((own, others, mine, theirs) =>
    {
        var (here, there) = (Numbers(own, (int)(own * mine), 1), Numbers(others, (int)(others * theirs), 1));
        double[] rates = [1 - ((int)(own * mine) / (double)own), 1 - ((int)(others * theirs) / (double)others)];

        TierEstimate.Of(here, Sum(here, there))!.Value.SuccessRate.Should().BeInRange(rates.Min() - 1e-9, rates.Max() + 1e-9);
    });

    [Fact]
    public void A_tier_leans_on_the_one_below_by_as_many_requests_as_bring_four_failures_there()
    {
        var below = new TierEstimate(10, 10, 1, SuccessRate: 0.96, FailureRate: 0.02, 0, 0, 0);
        var above = new TierEstimate(300, 300, 2, SuccessRate: 1, FailureRate: 0, 0.1, 0.2, 3);

        var leaning = above.LeaningOn(below);

        leaning.SuccessRate.Should().BeApproximately(0.99, 1e-12, "four of four hundred are lost");
        leaning.FailureRate.Should().BeApproximately(0.005, 1e-12);
        (leaning with { SuccessRate = 1, FailureRate = 0 }).Should().Be(above, "what it costs and how long it takes is its own");
    }

    [Fact]
    public void Where_nothing_has_started_on_a_tier_or_the_one_below_is_unknown_or_flawless_it_leans_on_nothing()
    {
        var known = new TierEstimate(10, 10, 1, 0.5, 0.5, 0, 0, 0);

        known.LeaningOn(null).Should().Be(known);
        known.LeaningOn(known with { SuccessRate = 1, FailureRate = 0 }).Should().Be(known);
        (known with { Requests = 0, Evidence = 0 }).LeaningOn(known).Should().Be(known with { Requests = 0, Evidence = 0 });
    }

    private static LedgerNumbers Numbers(int requests, int lost, decimal cost)
    {
        var numbers = new LedgerNumbers { Cost = cost };
        (numbers[LedgerCount.Requests], numbers[LedgerCount.Lost]) = (requests, lost);
        return numbers;
    }

    private static LedgerNumbers Sum(LedgerNumbers one, in LedgerNumbers other)
    {
        one.Add(other);
        return one;
    }
}

using CsCheck;
using TieredRouting.Economics;

namespace TieredRouting.Tests.Economics;

public sealed class CostBreakdownTests
{
    private static readonly ContractEconomics Prices = new(UserVisibleFailure: 4, HumanReview: 1.5m, Rollback: 10, DelayPerSecond: 0.002m);

    [Fact]
    public void Each_part_is_priced_by_the_contracts_own_prices()
    {
        var numbers = new LedgerNumbers { Cost = 3, RetryCost = 1, Ticks = TimeSpan.FromSeconds(50).Ticks };
        (numbers[LedgerCount.Requests], numbers[LedgerCount.Lost], numbers[LedgerCount.Visible], numbers[LedgerCount.RolledBack]) = (10, 4, 3, 1);
        (numbers[LedgerCount.HeldForApproval], numbers[LedgerCount.HumanReview]) = (1, 1);

        var cost = CostBreakdown.Of(new RequestFigures(numbers), Prices);

        cost.Should().Be(new CostBreakdown(10, 6, Tokens: 2, Retries: 1, Reviews: 3, Failures: 12, Rollbacks: 10, Delay: 0.1m));
        (cost.Total, cost.PerSuccess).Should().Be((28.1m, 28.1m / 6));
    }

    [Fact]
    public void Where_nothing_succeeded_there_is_no_cost_per_success()
    {
        var numbers = new LedgerNumbers();
        (numbers[LedgerCount.Requests], numbers[LedgerCount.Lost]) = (2, 2);

        CostBreakdown.Of(new RequestFigures(numbers), Prices).PerSuccess.Should().BeNull();
        CostBreakdown.Of(RequestFigures.None, Prices).Total.Should().Be(0);
    }

    [Fact]
    public void The_cost_of_a_sum_is_the_sum_of_the_costs() => Gen.Int[0, 1_000].Array[6].Array[0, 5].Sample(drawn =>
    {
        RequestFigures[] figures = [.. drawn.Select(Figures)];

        CostBreakdown.Of(RequestFigures.Sum(figures), Prices).Total.Should().Be(figures.Sum(each => CostBreakdown.Of(each, Prices).Total));
    });

    private static RequestFigures Figures(int[] counts)
    {
        var numbers = new LedgerNumbers { Cost = counts[0] + counts[1], RetryCost = counts[1], Ticks = counts[2] * TimeSpan.TicksPerSecond };
        (numbers[LedgerCount.Visible], numbers[LedgerCount.RolledBack], numbers[LedgerCount.HumanReview]) = (counts[3], counts[4], counts[5]);
        return new RequestFigures(numbers);
    }
}

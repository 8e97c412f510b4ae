using Microsoft.Extensions.AI;
using TieredRouting.Economics;
using TieredRouting.Fallback;
using TieredRouting.Policies;

namespace TieredRouting.Tests.Fallback;

public sealed class OutputAllowanceTests
{
    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData(700, null, null, 700)]
    [InlineData(null, 600, null, 600)]
    [InlineData(null, null, 500, 500)]
    [InlineData(700, 600, 500, 500)]
    [InlineData(500, 600, 700, 500)]
    [InlineData(600, 500, 700, 500)]
    [InlineData(50, null, null, 50)]
    public void The_least_limit_counts(int? caller, int? contract, int? endpoint, int? limit)
    {
        var allowance = Of(caller, contract, endpoint);

        allowance.Limit.Should().Be(limit);
        allowance.Affordable.Should().BeTrue();
        allowance.Reserved.Should().Be(limit ?? 4_096);
    }

    [Theory]
    [InlineData(null, 10_000, 10_000, true)]
    [InlineData(null, 256, 256, true)]
    [InlineData(null, 255, 255, false)]
    [InlineData(null, 0, 0, false)]
    [InlineData(1_000, 500, 500, true)]
    [InlineData(1_000, 2_000, 1_000, true)]
    [InlineData(50, 60, 50, true)]
    [InlineData(50, 50, 50, true)]
    [InlineData(50, 49, 49, false)]
    public void Money_limits_the_output_and_under_256_tokens_buys_no_attempt_unless_less_was_asked_for(int? caller, int tokensBought, int limit, bool affordable)
    {
        var allowance = Of(caller, money: tokensBought / 1_000_000m);

        allowance.Should().Be(new OutputAllowance(limit, affordable));
    }

    [Fact]
    public void The_prompt_is_paid_first() =>
        Of(money: 1_000m / 1_000_000m, prompt: 700).Should().Be(new OutputAllowance(300, Affordable: true));

    [Fact]
    public void Calls_side_by_side_share_the_money_alike()
    {
        var allowance = OutputAllowance.Of(Run(money: 1_000m / 1_000_000m), Given.Endpoint(configure: options => options.Price = new TierPrice(1m, 1m)), 100, shares: 2);

        allowance.Should().Be(new OutputAllowance(400, Affordable: true));
        OutputAllowance.Of(Run(money: 1_000m / 1_000_000m), Given.Endpoint(configure: options => options.Price = new TierPrice(1m, 1m)), 100, shares: 3).Affordable.Should().BeFalse();
    }

    [Fact]
    public void A_prompt_that_is_not_paid_for_buys_nothing_even_where_output_is_free()
    {
        Of(money: 0.0001m, prompt: 1_000, price: new TierPrice(1m, 0m)).Affordable.Should().BeFalse();
        Of(money: 0.0001m, prompt: 100, price: new TierPrice(1m, 0m)).Should().Be(new OutputAllowance(null, Affordable: true));
    }

    [Fact]
    public void An_endpoint_without_a_price_is_free() =>
        OutputAllowance.Of(Run(money: 0.000001m), Given.Endpoint(configure: options => options.Price = null), 1_000_000)
            .Should().Be(new OutputAllowance(null, Affordable: true));

    [Theory]
    [InlineData(1_000, 500)]
    [InlineData(1, 1)]
    [InlineData(null, 2_048)]
    public void Narrow_halves_the_output(int? contract, int limit) =>
        OutputAllowance.Of(Narrowed(Run(contract: contract)), Given.Endpoint(), 0).Limit.Should().Be(limit);

    [Fact]
    public void What_is_allowed_can_always_be_reserved()
    {
        var run = Run(money: 0.0007m);
        var endpoint = Given.Endpoint();
        var allowance = OutputAllowance.Of(run, endpoint, 321);

        run.State.Budget.TryReserve(endpoint.CostOf(new TokenUsage(321, 0, allowance.Reserved, 0))).Should().BeTrue();
    }

    private static OutputAllowance Of(int? caller = null, int? contract = null, int? endpoint = null, decimal? money = null, long prompt = 0, TierPrice? price = null) =>
        OutputAllowance.Of(
            Run(caller, contract, money),
            Given.Endpoint(configure: options => (options.MaxOutputTokens, options.Price) = (endpoint, price ?? new TierPrice(1m, 1m))),
            prompt);

    private static RouteRun Narrowed(RouteRun run)
    {
        run.State.Narrowed = true;
        return run;
    }

    private static RouteRun Run(int? caller = null, int? contract = null, decimal? money = null)
    {
        var declared = Given.Contract(options => options.MaxOutputTokens = contract);
        var routed = new RoutedContract(new ContractPolicy(declared, Given.ThreeTiers, []), null, null, 0, []);
        var request = Given.Request(contract: declared, options: new ChatOptions { MaxOutputTokens = caller });
        return new RouteRun(routed, request, new RouteState("route", "lead", new RouteBudget(money), 0), "call", 0);
    }
}
